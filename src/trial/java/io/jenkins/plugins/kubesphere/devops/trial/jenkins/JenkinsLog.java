package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of Jenkins' own log concerns a trial. */
public final class JenkinsLog {
    private static final String LOADED = "KubeSphere DevOps ";
    private static final String SCRIPT = "trial: ";
    private static final int LINES = 4;

    /** Time, thread, level, abbreviated logger with method, text. */
    private static final Pattern LINE = Pattern.compile("\\S+ \\S+ \\[id=\\d+]\\t(\\w+)\\t(\\S+): (.*)");

    /** The packages of our plugin as the log abbreviates them. */
    private static final String OURS = "i.j.p.k.d.";

    private JenkinsLog() {}

    /** What a line has to tell the user: words of our plugin and of the trial's script, and what is severe. */
    public static Optional<String> news(String line) {
        if (line.startsWith(SCRIPT)) {
            return Optional.of(line.substring(SCRIPT.length()));
        }
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String level = parts.group(1);
        if (parts.group(2).startsWith(OURS)) {
            return Optional.of((level.equals("INFO") ? "" : level + ": ") + parts.group(3));
        }
        return level.equals("SEVERE")
                ? Optional.of(level + ": " + parts.group(2) + ": " + parts.group(3))
                : Optional.empty();
    }

    /**
     * Why our plugin does not work in a Jenkins that is up; empty if it does.
     *
     * @param said all of the log
     */
    public static Optional<String> problem(String said) {
        Optional<String> loaded = said.lines()
                .filter(line -> line.contains(LOADED) && line.contains(" is loaded ("))
                .findFirst();
        if (loaded.isEmpty()) {
            return Optional.of("Jenkins is up, but it did not load our plugin:\n"
                    + around(said, "KubeSphere DevOps", "kubesphere-devops"));
        }
        return loaded.filter(line -> line.contains("is not enabled"))
                .map(line -> "Jenkins is up, but it did not take the configuration of our plugin:\n"
                        + around(said, "Failed to run script"));
    }

    /** The lines that hold one of the words, each with some that follow it. */
    private static String around(String said, String... words) {
        StringBuilder found = new StringBuilder();
        int until = 0;
        List<String> lines = said.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (List.of(words).stream().anyMatch(line::contains)) {
                until = i + LINES;
            }
            if (i < until) {
                found.append(line).append('\n');
            }
        }
        return found.isEmpty()
                ? "its log does not mention it"
                : found.toString().stripTrailing();
    }
}
