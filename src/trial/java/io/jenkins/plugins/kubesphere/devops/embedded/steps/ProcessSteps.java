package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import static io.jenkins.plugins.kubesphere.devops.embedded.steps.StepDefinition.step;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.ShellRunner;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Steps that start programs on this machine. */
final class ProcessSteps {
    static final List<StepDefinition> ALL = List.of(
            step(
                    "sh",
                    "script returnStdout returnStatus (label) (encoding)",
                    "Runs a script with `/bin/sh -xe`, as the user who started the engine.",
                    ProcessSteps::sh),
            step(
                    "git",
                    "url branch (changelog) (poll)",
                    "Checks out a branch, by default `master`, of a local or public repository with the"
                            + " `git` of this machine. It uses no credentials, and does not ask for any.",
                    GitStep::checkout));

    private ProcessSteps() {}

    private static Object sh(BlockContext context, StepArguments arguments) throws IOException, InterruptedException {
        ShellRunner.ShellResult exit =
                context.runShell(arguments.text("script"), Map.of(), arguments.booleanValue("returnStdout"));
        if (arguments.booleanValue("returnStatus")) {
            return exit.status();
        }
        if (exit.status() != 0) {
            throw StepFailedException.failed("sh: script returned exit code " + exit.status());
        }
        return exit.output();
    }
}
