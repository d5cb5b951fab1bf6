package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import static io.jenkins.plugins.kubesphere.devops.embedded.steps.Step.step;

import io.jenkins.plugins.kubesphere.devops.embedded.build.Shell;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailure;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Steps that run programs of this machine. */
final class ProcessSteps {
    static final List<Step> ALL = List.of(
            step(
                    "sh",
                    "script returnStdout returnStatus (label) (encoding)",
                    "Runs a script with `/bin/sh -xe`, as the user who started the engine.",
                    ProcessSteps::sh),
            step(
                    "git",
                    "url branch (changelog) (poll)",
                    "Checks out a branch, by default `master`, of a local or public repository with the"
                            + " machine's `git`. There are no credentials, and nothing asks for any.",
                    Git::checkout));

    private ProcessSteps() {}

    private static Object sh(StepContext context, Arguments given) throws IOException, InterruptedException {
        Shell.Exit exit = context.shell(given.text("script"), Map.of(), given.flag("returnStdout"));
        if (given.flag("returnStatus")) {
            return exit.status();
        }
        if (exit.status() != 0) {
            throw StepFailure.failed("sh: script returned exit code " + exit.status());
        }
        return exit.output();
    }
}
