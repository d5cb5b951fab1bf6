package io.jenkins.plugins.kubesphere.devops.engine.text;

import io.jenkins.plugins.kubesphere.devops.api.text.MaskedException;
import io.jenkins.plugins.kubesphere.devops.api.text.UrlUserInfoMask;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Replaces secrets, and the user and password in a URL, by {@code ****}. {@link SecretLine} says which lines of a
 * secret are searched for, and where. An encoded secret, for example in Base64, is not found.
 */
public final class SecretMask {
    /** Masks only users and passwords in URLs, for a text in which the secrets are masked already. */
    public static final SecretMask URLS_ONLY = new SecretMask(List.of());

    /** Maximum length of a line to mask, in characters. A line of a secret that is longer is not searched for. */
    public static final int MAX_LINE_LENGTH = 32 * 1024;

    /** Each line of a secret is searched for in each line of the text, so this limits the work. */
    private static final int MAX_LINES = 10_000;

    /**
     * Maximum total length of all secrets, in characters. Splitting them takes time, even for lines that are never
     * searched for.
     */
    private static final long MAX_CHARACTERS = 4L * 1024 * 1024;

    private final List<SecretLine> secretLines;

    private SecretMask(List<SecretLine> secretLines) {
        this.secretLines = secretLines;
    }

    /**
     * Returns a mask for these secrets.
     *
     * @return empty if a search for them would take too long: more than 10,000 different lines or 4 Mi characters in
     *     total
     */
    public static Optional<SecretMask> of(Collection<String> secrets) {
        return URLS_ONLY.including(secrets);
    }

    /**
     * Returns a mask for the secrets of this mask and for more secrets.
     *
     * @return empty as in {@link #of}
     */
    public Optional<SecretMask> including(Collection<String> secrets) {
        if (secrets.isEmpty()) {
            return Optional.of(this);
        }
        if (secrets.stream().mapToLong(String::length).sum() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        List<SecretLine> lines = Stream.concat(
                        secretLines.stream(), secrets.stream().flatMap(SecretLine::ofSecret))
                .distinct()
                .limit(MAX_LINES + 1L)
                .toList();
        if (lines.size() > MAX_LINES) {
            return Optional.empty();
        }
        List<SecretLine> longestFirst = new ArrayList<>(lines);
        longestFirst.sort(Comparator.comparing(SecretLine::length).reversed());
        return Optional.of(new SecretMask(longestFirst));
    }

    /**
     * Masks the secrets in one line.
     *
     * @param line a line of at most {@link #MAX_LINE_LENGTH} characters, from which {@link ControlCharacterFilter} has
     *     removed the control characters
     */
    public String apply(String line) {
        String masked = line;
        for (SecretLine secret : secretLines) {
            masked = secret.mask(masked);
        }
        return UrlUserInfoMask.apply(masked);
    }

    /** Returns true if {@link #applyToText} would mask or leave out a part of the text. */
    public boolean changes(String text) {
        return text.lines()
                .anyMatch(line -> line.length() > MAX_LINE_LENGTH || masksInLine(ControlCharacterFilter.apply(line)));
    }

    private boolean masksInLine(String line) {
        return !apply(line).equals(line);
    }

    /**
     * Masks the secrets in a text of any length. From lines with a secret, control characters are removed. Lines that
     * are too long to search are left out.
     *
     * @return the text itself if it has no secret
     */
    public String applyToText(String text) {
        if (!changes(text)) {
            return text;
        }
        return text.lines()
                .filter(line -> line.length() <= MAX_LINE_LENGTH)
                .map(line -> masksInLine(ControlCharacterFilter.apply(line))
                        ? apply(ControlCharacterFilter.apply(line))
                        : line)
                .collect(Collectors.joining("\n"));
    }

    /**
     * Masks the messages of an exception.
     *
     * @param mask empty if it is not known; then all messages are hidden
     */
    public static Throwable maskError(Optional<SecretMask> mask, Throwable error) {
        return mask.isPresent()
                ? MaskedException.mask(error, mask.get()::applyToText)
                : MaskedException.hideMessages(error);
    }
}
