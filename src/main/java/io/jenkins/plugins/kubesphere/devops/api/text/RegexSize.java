package io.jenkins.plugins.kubesphere.devops.api.text;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How large a regular expression becomes when it is compiled: RE2 makes as many copies of a part as its repetition says,
 * so that {@code (a{1000}){1000}} has a million of them.
 */
public final class RegexSize {
    private static final Pattern REPETITION = Pattern.compile("[{](\\d++)(?:,(\\d*+))?[}]");
    /** Of more digits than these, RE2 says that they are too many. */
    private static final int MAX_DIGITS = 6;

    private RegexSize() {}

    /**
     * The length of an expression and all its repetitions, multiplied, as if each were within the others.
     *
     * @param max at least 0; if the size is larger, the result is larger, too, but not exact
     */
    public static long of(String regex, long max) {
        return REPETITION
                .matcher(regex)
                .results()
                .mapToLong(RegexSize::count)
                .reduce(Math.min(regex.length(), max + 1), (size, count) -> Math.min(size * count, max + 1));
    }

    private static long count(MatchResult repetition) {
        return Math.max(1, Math.max(number(repetition.group(1)), number(repetition.group(2))));
    }

    private static long number(String digits) {
        return digits == null || digits.isEmpty()
                ? 0
                : Long.parseLong(digits.substring(0, Math.min(digits.length(), MAX_DIGITS)));
    }
}
