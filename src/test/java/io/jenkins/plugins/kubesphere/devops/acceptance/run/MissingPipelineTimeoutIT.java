package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTargetFactory;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.FakeBranchEngine;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.ParameterSource;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.api.run.SecretKeyRef;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Tests runs whose pipeline or branch is never created. The embedded engine is needed, because the test shortens the
 * time after which such a run fails, and a real controller has no such setting.
 */
class MissingPipelineTimeoutIT extends AcceptanceTestCase {
    @Override
    protected AcceptanceTarget target(AcceptanceTargetFactory targets) {
        return targets.embedded(state)
                .withPipelineTimeout(Duration.ofSeconds(5))
                .wrapEngine(FakeBranchEngine::new);
    }

    @Test
    void aRunFailsIfItsPipelineDoesNotAppear() {
        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web"));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(scenario.awaitReason(run, "Succeeded", "PipelineNotFound"))
                .endsWith(
                        "create it, or delete this run and create one that names another Pipeline (gave up after 5 s)");
        scenario.awaitEvents(run, "TriggerFailed");
    }

    @Test
    void aRunFailsIfItsSecretDoesNotAppear() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);

        PipelineRun run = scenario.awaitEnd(scenario.createRun(
                "web-1",
                "web",
                new PipelineRunParameter("KEY", null, new ParameterSource(new SecretKeyRef("missing", "key")))));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(scenario.awaitReason(run, "Succeeded", "SecretNotFound"))
                .contains("/missing, which does not exist")
                .endsWith("(gave up after 5 s)");
    }

    @Test
    void aRunFailsIfItsBranchDoesNotAppear() {
        scenario.awaitReady(scenario.apply(Pipeline.class, FakeBranchEngine.PIPELINE));

        PipelineRun run = scenario.awaitEnd(
                scenario.createRun("web-1", RunSpecs.ofBranch("web", new ScmRef("branch", "feat/x"))));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(scenario.awaitReason(run, "Succeeded", "BranchNotFound")).endsWith("(gave up after 5 s)");
    }
}
