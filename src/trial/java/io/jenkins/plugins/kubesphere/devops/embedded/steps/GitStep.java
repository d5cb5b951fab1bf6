package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.ShellRunner;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Checks out a branch with the {@code git} of this machine.
 *
 * <p>The arguments of the Jenkinsfile are passed in environment variables, never in the text of the script. They cannot
 * add an option to the git command, and cannot select a transport that runs a command.
 */
final class GitStep {
    private static final Map<String, String> SAFE_SETTINGS = Map.of(
            "GIT_ALLOW_PROTOCOL", "file:git:http:https:ssh",
            "GIT_TERMINAL_PROMPT", "0",
            "GIT_ASKPASS", "true",
            "SSH_ASKPASS", "true",
            "GIT_SSH_COMMAND", "ssh -oBatchMode=yes");

    /** Prints the commit on standard output, and everything else on standard error, which is the log. */
    private static final String SCRIPT = """
            { set +x; } 2>/dev/null
            run() {
                echo " > $*" >&2
                "$@" >&2
            }
            echo "Cloning repository $EMBEDDED_GIT_URL" >&2
            run git init --quiet .
            run git -c credential.helper= fetch --quiet --tags --force --prune -- "$EMBEDDED_GIT_URL" \\
                '+refs/heads/*:refs/remotes/origin/*'
            if ! commit=$(git rev-parse --verify --quiet "refs/remotes/origin/$EMBEDDED_GIT_BRANCH^{commit}"); then
                exit 3
            fi
            echo "Checking out Revision $commit (refs/remotes/origin/$EMBEDDED_GIT_BRANCH)" >&2
            run git checkout --quiet --force -B "$EMBEDDED_GIT_BRANCH" "$commit"
            git log -1 --format='Commit message: "%s"' >&2
            echo "$commit"
            """;

    /** Exit status of {@link #SCRIPT} if the branch does not exist. Git itself uses 1 and 128. */
    private static final int NO_BRANCH = 3;

    private GitStep() {}

    /** Checks out the branch, and returns variables as the step of Jenkins does, such as {@code GIT_COMMIT}. */
    static Object checkout(BlockContext context, StepArguments arguments) throws IOException, InterruptedException {
        String url = requireNoOption("url", arguments.text("url"));
        String branch = requireNoOption("branch", arguments.text("branch", "master"));
        Map<String, String> variables = new HashMap<>(SAFE_SETTINGS);
        variables.put("EMBEDDED_GIT_URL", url);
        variables.put("EMBEDDED_GIT_BRANCH", branch);
        ShellRunner.ShellResult exit = context.runShell(SCRIPT, variables, true);
        if (exit.status() == NO_BRANCH) {
            throw StepFailedException.failed("git: the repository " + url + " has no branch \"" + branch + "\"");
        }
        if (exit.status() != 0) {
            throw StepFailedException.failed("git: cannot check out " + url + ": git ended with status " + exit.status()
                    + "; see its output in the log");
        }
        return Map.of(
                "GIT_URL",
                url,
                "GIT_BRANCH",
                "origin/" + branch,
                "GIT_LOCAL_BRANCH",
                branch,
                "GIT_COMMIT",
                exit.output().trim());
    }

    private static String requireNoOption(String name, String value) {
        if (value.isEmpty() || value.startsWith("-")) {
            throw StepFailedException.failed(
                    "git: \"" + name + "\" must not be empty or begin with a dash: \"" + value + "\"");
        }
        return value;
    }
}
