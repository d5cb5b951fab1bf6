package io.jenkins.plugins.kubesphere.devops.engine.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Replaces secrets, and the user and password in a URL, by {@code ****}. Each line of a secret is masked by itself; in a secret with
 * several lines those of less than four characters, such as a closing brace, are not. A secret in another encoding is not found.
 */
public final class SecretMask {
    /** For text in which secrets are masked already. */
    public static final SecretMask LOGINS_ONLY = new SecretMask(List.of());

    /** No text of more characters may be masked: a longer line of a secret is not looked for. */
    public static final int LONGEST_TEXT = 32 * 1024;

    private static final String MASK = "****";

    /** A password may have an @ in it. */
    private static final Pattern LOGIN = Pattern.compile("(?<=//)[^/\\s]+(?=@)");

    /** To replace stars would change text that is masked already. */
    private static final Pattern ONLY_STARS = Pattern.compile("\\**");

    private static final int SHORTEST_OF_SEVERAL = 4;

    /** Each line of a secret is looked for in each line of the text: this bounds the work. */
    private static final int MOST_LINES = 10_000;

    /** Taking apart costs time, too, also for lines that are not looked for in the end. */
    private static final long MOST_CHARACTERS = 4L * 1024 * 1024;

    private final List<String> lines;

    private SecretMask(List<String> lines) {
        this.lines = lines;
    }

    /**
     * Gives the mask of these secrets.
     *
     * @return empty if they are too large to be looked for in bounded time: more than 10,000 different lines or 4 Mi
     *     characters in all
     */
    public static Optional<SecretMask> of(Collection<String> secrets) {
        if (secrets.stream().mapToLong(String::length).sum() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        List<String> lines = secrets.stream()
                .flatMap(SecretMask::lines)
                .distinct()
                .limit(MOST_LINES + 1L)
                .toList();
        if (lines.size() > MOST_LINES) {
            return Optional.empty();
        }
        List<String> longestFirst = new ArrayList<>(lines);
        longestFirst.sort(Comparator.comparing(String::length).reversed());
        return Optional.of(new SecretMask(longestFirst));
    }

    private static Stream<String> lines(String secret) {
        String text = secret.strip();
        int shortest = text.lines().limit(2).count() > 1 ? SHORTEST_OF_SEVERAL : 1;
        return text.lines()
                .filter(line -> line.length() <= LONGEST_TEXT)
                .map(PlainText::of)
                .map(String::strip)
                .filter(line ->
                        line.length() >= shortest && !ONLY_STARS.matcher(line).matches());
    }

    /**
     * Masks one line.
     *
     * @param line {@link PlainText} of at most {@link #LONGEST_TEXT} characters
     */
    public String apply(String line) {
        String masked = line;
        for (String secret : lines) {
            masked = masked.replace(secret, MASK);
        }
        return LOGIN.matcher(masked).replaceAll(MASK);
    }
}
