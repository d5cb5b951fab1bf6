package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure.CheckoutErrors;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure.CompilerErrorReader;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.log.BuildLogReader;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Finds the error in the log of a build that ended before its FlowExecution started: the Jenkinsfile does not compile,
 * or could not be fetched. For such a build, Jenkins writes the error only to the log.
 */
final class StartFailureLogReader {
    /** The patterns of an error line, the most useful first: an error of Jenkins, the first line of a stack trace. */
    private static final List<Pattern> ERROR_PATTERNS =
            List.of(Pattern.compile("ERROR: .+"), Pattern.compile("[\\w.$]+(Exception|Error)(: .*)?"));

    private StartFailureLogReader() {}

    /** @return the line of the log, or a sentence for an error of the compiler; empty if no line is an error */
    static String extract(WorkflowRun build) {
        List<String> lines = BuildLogReader.read(build, 0, true).text().lines().toList();
        return CompilerErrorReader.describe(lines, build.getParent().getFullName())
                .or(() -> ERROR_PATTERNS.stream()
                        .map(pattern -> lines.stream()
                                .filter(pattern.asMatchPredicate())
                                .findFirst())
                        .flatMap(Optional::stream)
                        .findFirst())
                .map(error -> addCause(error, lines))
                .orElse("");
    }

    private static String addCause(String error, List<String> lines) {
        return CheckoutErrors.lacksCause(error.replaceFirst("^ERROR: ", ""))
                ? CheckoutErrors.addCause(error, lines)
                : error;
    }
}
