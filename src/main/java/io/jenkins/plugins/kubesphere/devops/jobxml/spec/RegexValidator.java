package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import io.jenkins.plugins.kubesphere.devops.jobxml.regex.RegexNode;
import io.jenkins.plugins.kubesphere.devops.jobxml.regex.RegexParser;
import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Checks whether Jenkins may apply a regular expression of a spec to a text that somebody else chooses: the name of a
 * branch, or a value in a webhook request. This class does not run the expression, because a hostile expression may
 * never finish.
 *
 * <p>An expression is refused if it could match thirty characters in more than 30,000 ways: {@code Pattern} tries all
 * of them before a match fails. That many are three repetitions without a maximum that can match the same characters in
 * a row, or fourteen optional characters. A repetition does not count if the expression goes on with a character that
 * the repetition cannot match, as in {@code [a-z]+-}.
 */
public final class RegexValidator {
    /** The maximum number of characters. */
    static final int MAX_LENGTH = 1000;

    /**
     * The maximum number of groups and character classes. {@code Pattern} parses them by recursion, so more of them
     * could overflow the stack.
     */
    private static final int MAX_BRACKETS = 100;

    /** The maximum number of ways in which an expression may match {@link RegexNode#TEXT_LENGTH} characters. */
    static final long MAX_WAYS = 30_000;

    private RegexValidator() {}

    /**
     * Describes the problem and how to fix it, as the rest of a sentence that begins with the field.
     *
     * @param regex may be empty
     * @return empty if the expression is accepted
     */
    public static Optional<String> findProblem(String regex) {
        if (regex.length() > MAX_LENGTH) {
            return Optional.of("has " + regex.length() + " characters; shorten it to " + MAX_LENGTH);
        }
        if (regex.chars().filter(c -> c == '(' || c == '[').count() > MAX_BRACKETS) {
            return Optional.of("opens more than " + MAX_BRACKETS + " brackets; write it with fewer");
        }
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            return Optional.of("is not a regular expression: " + e.getDescription() + " near index " + e.getIndex()
                    + "; correct it");
        }
        if (RegexParser.hasComments(regex)) {
            return Optional.of("has the flag x, with which it cannot be checked; write it without that flag");
        }
        return RegexParser.parse(regex).countWays(new BitSet(), false) > MAX_WAYS
                ? Optional.of("may never finish, because its repetitions can match the same text in too many ways;"
                        + " write it with at most three such repetitions, and none inside another")
                : Optional.empty();
    }
}
