package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the lines in the log of Jenkins that are important for a trial. */
public final class JenkinsLogFilter {
    private static final String LOADED_PREFIX = "KubeSphere DevOps ";
    private static final String SCRIPT_PREFIX = "trial: ";
    private static final int CONTEXT_LINES = 4;

    /** A line of the log: time, thread, level, abbreviated logger with method, text. */
    private static final Pattern LINE = Pattern.compile("\\S+ \\S+ \\[id=\\d+]\\t(\\w+)\\t(\\S+): (.*)");

    /** The abbreviated package of our plugin in the log. */
    private static final String OUR_LOGGER_PREFIX = "i.j.p.k.d.";

    private JenkinsLogFilter() {}

    /** Returns the text that the user should see: lines of our plugin, lines of init.groovy, and severe errors. */
    public static Optional<String> messageForUser(String line) {
        if (line.startsWith(SCRIPT_PREFIX)) {
            return Optional.of(line.substring(SCRIPT_PREFIX.length()));
        }
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String level = parts.group(1);
        if (parts.group(2).startsWith(OUR_LOGGER_PREFIX)) {
            return Optional.of((level.equals("INFO") ? "" : level + ": ") + parts.group(3));
        }
        return level.equals("SEVERE")
                ? Optional.of(level + ": " + parts.group(2) + ": " + parts.group(3))
                : Optional.empty();
    }

    /**
     * Returns why our plugin does not work in a Jenkins that is up; empty if it works.
     *
     * @param log the whole log
     */
    public static Optional<String> problem(String log) {
        Optional<String> loaded = log.lines()
                .filter(line -> line.contains(LOADED_PREFIX) && line.contains(" is loaded ("))
                .findFirst();
        if (loaded.isEmpty()) {
            return Optional.of("Jenkins is up, but it did not load our plugin:\n"
                    + linesAround(log, "KubeSphere DevOps", "kubesphere-devops"));
        }
        return loaded.filter(line -> line.contains("is not enabled"))
                .map(line -> "Jenkins is up, but it did not apply the configuration of our plugin:\n"
                        + linesAround(log, "Failed to run script"));
    }

    /** Returns the lines that contain one of the words, each with the three lines after it. */
    private static String linesAround(String log, String... words) {
        StringBuilder found = new StringBuilder();
        int endOfContext = 0;
        List<String> lines = log.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (List.of(words).stream().anyMatch(line::contains)) {
                endOfContext = i + CONTEXT_LINES;
            }
            if (i < endOfContext) {
                found.append(line).append('\n');
            }
        }
        return found.isEmpty()
                ? "no line of the log contains " + String.join(" or ", words)
                : found.toString().stripTrailing();
    }
}
