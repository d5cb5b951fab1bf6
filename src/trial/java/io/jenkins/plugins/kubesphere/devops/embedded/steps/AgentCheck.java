package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;

/** There is one agent, this machine. */
public final class AgentCheck {
    private AgentCheck() {}

    /**
     * Called for what asks for another one.
     *
     * @param agent as the Jenkinsfile asks for it
     * @throws StepFailedException unless the engine was told to ignore that; then the log says that it runs here
     */
    public static void check(BlockContext context, String agent) {
        if (!context.build().settings().ignoreAgents()) {
            throw StepFailedException.failed(
                    agent + ": the embedded engine runs everything on this machine; use ./run --jenkins,"
                            + " or ./run --ignore-agents to run it here anyway");
        }
        context.log().line(agent + " is ignored: running on this machine");
    }
}
