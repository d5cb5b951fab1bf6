package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;

/** Refuses agents other than this machine, or ignores them if {@code --ignore-agents} is set. */
public final class AgentValidator {
    private AgentValidator() {}

    /**
     * @param agent an agent other than this machine, as written in the Jenkinsfile
     * @throws StepFailedException if the engine does not ignore agents. An ignored agent is named in the log
     */
    public static void rejectUnlessIgnored(BlockContext context, String agent) {
        if (!context.build().settings().ignoreAgents()) {
            throw StepFailedException.failed(
                    agent + ": the embedded engine runs everything on this machine; use ./run --jenkins,"
                            + " or ./run --ignore-agents to run it here anyway");
        }
        context.log().writeLine("Ignoring " + agent + ": the block runs on this machine");
    }
}
