package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Why a build ended before its program began: the Jenkinsfile does not compile, or could not be fetched. Jenkins keeps no
 * error for such a build; it is written to the log and nowhere else.
 */
final class FirstError {
    /** The most telling first: a compiler's complaint, then what Jenkins calls an error, then the head of a stack trace. */
    private static final List<Pattern> KINDS = List.of(
            Pattern.compile("WorkflowScript: .+"),
            Pattern.compile("ERROR: .+"),
            Pattern.compile("[\\w.$]+(Exception|Error)(: .*)?"));

    private FirstError() {}

    /** @return a line of the log, empty if none looks like an error */
    static String in(WorkflowRun build) {
        List<String> lines = BuildLog.read(build, 0, true).text().lines().toList();
        return KINDS.stream()
                .map(kind -> lines.stream().filter(kind.asMatchPredicate()).findFirst())
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }
}
