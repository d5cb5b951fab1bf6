package io.jenkins.plugins.kubesphere.devops.trial;

import io.jenkins.plugins.kubesphere.devops.realjenkins.Controller;
import java.util.List;
import java.util.Optional;

/** What Jenkins says of our plugin while it starts. */
final class JenkinsLog {
    private static final String LOADED = "KubeSphere DevOps ";
    private static final String SCRIPT = "trial: ";

    private final String said;

    JenkinsLog(String said) {
        this.said = said;
    }

    static JenkinsLog of(Controller controller) {
        return new JenkinsLog(controller.said());
    }

    /** What the script of the trial has to tell. */
    List<String> told() {
        return said.lines()
                .filter(line -> line.startsWith(SCRIPT))
                .map(line -> line.substring(SCRIPT.length()))
                .toList();
    }

    /** Why our plugin does not work in a Jenkins that is up; empty if it does. */
    Optional<String> problem() {
        Optional<String> loaded = said.lines()
                .filter(line -> line.contains(LOADED) && line.contains(" is loaded ("))
                .findFirst();
        if (loaded.isEmpty()) {
            return Optional.of("Jenkins is up, but it did not load our plugin:\n"
                    + around("KubeSphere DevOps", "kubesphere-devops"));
        }
        return loaded.filter(line -> line.contains("is not enabled"))
                .map(line -> "Jenkins is up, but it did not take the configuration of our plugin:\n"
                        + around("init.groovy", "Failed to run script"));
    }

    /** The lines that hold a word, each with those that follow it. */
    private String around(String... words) {
        List<String> lines = said.lines().toList();
        StringBuilder found = new StringBuilder();
        int until = 0;
        for (int i = 0; i < lines.size(); i++) {
            for (String word : words) {
                if (lines.get(i).contains(word)) {
                    until = i + 4;
                }
            }
            if (i < until) {
                found.append(lines.get(i)).append('\n');
            }
        }
        return found.isEmpty()
                ? "its log does not mention it"
                : found.toString().stripTrailing();
    }
}
