package io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the cause of a failed checkout in a log. The Git plugin writes it only there: its exception has no cause. */
public final class CheckoutErrors {
    private static final Pattern WITHOUT_CAUSE =
            Pattern.compile("Error (?:cloning|fetching) remote repo .*|Maximum checkout retry attempts reached.*");

    /** What git says, the most useful first. A timestamp may stand in front. */
    private static final List<Pattern> CAUSES = List.of(
            Pattern.compile(".*?\\b(?<cause>(?:fatal|ssh): .+)"),
            Pattern.compile(".*?\\b(?<cause>(?:error|remote): .+)"),
            Pattern.compile(".*?hudson\\.plugins\\.git\\.GitException: (?<cause>.+)"));

    private CheckoutErrors() {}

    /** Whether the message of an exception only says that the repository could not be read. */
    public static boolean lacksCause(String message) {
        return WITHOUT_CAUSE.matcher(message.strip()).matches();
    }

    /** Returns the first line that says why the last checkout of the log failed; empty if no line does. */
    public static Optional<String> findCause(List<String> log) {
        return CAUSES.stream()
                .flatMap(pattern -> log.stream()
                        .map(pattern::matcher)
                        .filter(line -> line.matches())
                        .map(line -> line.group("cause").strip())
                        .findFirst()
                        .stream())
                .findFirst();
    }
}
