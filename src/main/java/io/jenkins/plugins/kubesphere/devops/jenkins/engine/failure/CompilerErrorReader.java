package io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the error of the Groovy compiler in the message of its exception, or in a log. */
public final class CompilerErrorReader {
    /** The last words of the line before the first error. */
    private static final String START = "startup failed:";

    /** An error with the place: {@code WorkflowScript: 3: unexpected token}, or the path or URL of another file. */
    private static final Pattern PLACED = Pattern.compile("(?:\\S*/)?(?<file>[^/:]+): (?<line>\\d+): (?<error>.+)");

    /** The compiler calls each Jenkinsfile so. */
    private static final String JENKINSFILE = "WorkflowScript";

    private CompilerErrorReader() {}

    /**
     * Returns a sentence about the first error.
     *
     * @param lines of the message or the log
     * @param job full name of the job
     * @return empty if there is no error of the compiler
     */
    public static Optional<String> describe(List<String> lines, String job) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).stripTrailing().endsWith(START)) {
                return lines.subList(i + 1, lines.size()).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .findFirst()
                        .map(error -> describe(error, job));
            }
        }
        return Optional.empty();
    }

    private static String describe(String error, String job) {
        Matcher placed = PLACED.matcher(error);
        if (!placed.matches()) {
            return "Jenkinsfile of " + job + " does not compile: " + error;
        }
        String file = placed.group("file");
        return (JENKINSFILE.equals(file) ? "Jenkinsfile of " + job : file + ", which " + job + " uses,")
                + " does not compile: line " + placed.group("line") + ": " + placed.group("error");
    }
}
