package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Finds the error in the log of a build that ended before its FlowExecution started: the Jenkinsfile does not compile,
 * or could not be fetched. For such a build, Jenkins writes the error only to the log.
 */
final class StartFailureLogReader {
    /** An error of the compiler, with the line. The compiler calls each Jenkinsfile "WorkflowScript". */
    private static final Pattern COMPILER_ERROR = Pattern.compile("WorkflowScript: (\\d+): (.+)");

    /**
     * The patterns of an error line, the most useful first: an error of the compiler, an error of Jenkins, the first
     * line of a stack trace.
     */
    private static final List<Pattern> ERROR_PATTERNS =
            List.of(COMPILER_ERROR, Pattern.compile("ERROR: .+"), Pattern.compile("[\\w.$]+(Exception|Error)(: .*)?"));

    private StartFailureLogReader() {}

    /** @return the line of the log, or a sentence for an error of the compiler; empty if no line is an error */
    static String extract(WorkflowRun build) {
        List<String> lines = BuildLogReader.read(build, 0, true).text().lines().toList();
        String error = ERROR_PATTERNS.stream()
                .map(pattern ->
                        lines.stream().filter(pattern.asMatchPredicate()).findFirst())
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
        Matcher compiler = COMPILER_ERROR.matcher(error);
        return compiler.matches()
                ? "Jenkinsfile of " + build.getParent().getFullName() + " does not compile: line " + compiler.group(1)
                        + ": " + compiler.group(2)
                : error;
    }
}
