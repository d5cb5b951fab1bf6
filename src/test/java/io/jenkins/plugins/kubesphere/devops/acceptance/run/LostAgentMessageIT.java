package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTargetFactory;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import org.junit.jupiter.api.Test;

/**
 * Tests the message of a run whose build has lost its agent. Jenkins then says that the step {@code node} was
 * forgotten, which is wrong if the step is inside of it.
 */
class LostAgentMessageIT extends AcceptanceTestCase {

    @Override
    protected AcceptanceTarget target(AcceptanceTargetFactory targets) {
        return targets.controller();
    }

    @Test
    void aStepInsideOfNodeHasLostItsAgent() {
        assertThat(messageOf("node { error '''Required context class hudson.FilePath is missing\n"
                        + "Perhaps you forgot to surround the step with a step that provides this, such as: node''' }"))
                .startsWith(
                        "step error: the build lost its agent: the agent was removed, or did not connect again after a"
                                + " restart of Jenkins. Some steps may have run. Check what they did, and create a new run to"
                                + " build again\n");
    }

    @Test
    void aStepOutsideOfNodeHasNone() {
        assertThat(messageOf("sh 'true'"))
                .startsWith(
                        "step sh: Required context class hudson.FilePath is missing Perhaps you forgot to surround the");
    }

    private String messageOf(String jenkinsfile) {
        scenario.createPipeline("web", jenkinsfile);
        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web"));
        return run.getStatus().condition("Succeeded").orElseThrow().message();
    }
}
