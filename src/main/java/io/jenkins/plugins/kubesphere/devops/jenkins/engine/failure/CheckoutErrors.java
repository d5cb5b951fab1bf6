package io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the cause of a failed checkout in a log. The Git plugin writes it only there: its exception has no cause. */
public final class CheckoutErrors {
    private static final Pattern WITHOUT_CAUSE =
            Pattern.compile("Error (?:cloning|fetching) remote repo .*|Maximum checkout retry attempts reached.*");

    /** A longer line of the log is not what git says. */
    private static final int MAX_LINE_LENGTH = 4_096;

    /**
     * What git says, the most useful first. A timestamp may stand in front. DOTALL, because a line of a log can contain
     * characters that end a line for a regular expression, and the search would take time in the square of its length.
     */
    private static final List<Pattern> CAUSES = List.of(
            Pattern.compile(".*?\\b(?<cause>(?:fatal|ssh): .+)", Pattern.DOTALL),
            Pattern.compile(".*?\\b(?<cause>(?:error|remote): .+)", Pattern.DOTALL),
            Pattern.compile(".*?hudson\\.plugins\\.git\\.GitException: (?<cause>.+)", Pattern.DOTALL));

    private CheckoutErrors() {}

    /** Whether the message of an exception only says that the repository could not be read. */
    public static boolean lacksCause(String message) {
        return WITHOUT_CAUSE.matcher(message.strip()).matches();
    }

    /**
     * Returns the message of a failed checkout with its cause.
     *
     * @param message see {@link #lacksCause}
     */
    public static String addCause(String message, List<String> log) {
        return findCause(log).map(cause -> message + ": " + cause).orElse(message);
    }

    /** Returns the first line that says why the last checkout of the log failed; empty if no line does. */
    static Optional<String> findCause(List<String> log) {
        return CAUSES.stream()
                .flatMap(pattern -> log.stream()
                        .filter(line -> line.length() <= MAX_LINE_LENGTH)
                        .map(pattern::matcher)
                        .filter(line -> line.matches())
                        .map(line -> line.group("cause").strip())
                        .findFirst()
                        .stream())
                .findFirst();
    }
}
