package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Why a build ended before its program began: the Jenkinsfile does not compile, or could not be fetched. Jenkins keeps no
 * error for such a build; it is written to the log and nowhere else.
 */
final class LogErrorExtractor {
    /** What the compiler says, with a line's number; a Jenkinsfile is called so whatever its own name. */
    private static final Pattern COMPILER = Pattern.compile("WorkflowScript: (\\d+): (.+)");

    /** The most telling first: a compiler's complaint, then what Jenkins calls an error, then the head of a stack trace. */
    private static final List<Pattern> KINDS =
            List.of(COMPILER, Pattern.compile("ERROR: .+"), Pattern.compile("[\\w.$]+(Exception|Error)(: .*)?"));

    private LogErrorExtractor() {}

    /** @return in the words of the log, empty if no line of it looks like an error */
    static String in(WorkflowRun build) {
        List<String> lines = BuildLogReader.read(build, 0, true).text().lines().toList();
        String error = KINDS.stream()
                .map(kind -> lines.stream().filter(kind.asMatchPredicate()).findFirst())
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
        Matcher compiler = COMPILER.matcher(error);
        return compiler.matches()
                ? "Jenkinsfile of " + build.getParent().getFullName() + " does not compile: line " + compiler.group(1)
                        + ": " + compiler.group(2)
                : error;
    }
}
