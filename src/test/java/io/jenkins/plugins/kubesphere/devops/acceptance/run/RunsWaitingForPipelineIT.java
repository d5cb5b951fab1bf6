package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import org.junit.jupiter.api.Test;

/** Tests runs that cannot start yet: which message they have, and that they start later. */
class RunsWaitingForPipelineIT extends AcceptanceTestCase {

    @Test
    void aWaitingRunStartsWhenItsPipelineExists() {
        PipelineRun run = scenario.createRun("web-1", "web");
        assertThat(scenario.awaitReason(run, "Ready", "PipelineNotFound"))
                .isEqualTo(
                        "PipelineRun " + scenario.namespace + "/web-1 waits: there is no Pipeline " + scenario.namespace
                                + "/web; create it, or delete this run and create one that names another Pipeline");

        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);

        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
    }

    @Test
    void aRunWaitsForAPipelineThatIsNotInSync() {
        Pipeline pipeline = scenario.createPipelineWithoutWait("web", new PipelineSpec("pipeline", null, null));
        PipelineRun run = scenario.createRun("web-1", "web");
        assertThat(scenario.awaitReason(run, "Ready", "PipelineNotReady"))
                .startsWith("PipelineRun " + scenario.namespace + "/web-1 waits: ");

        scenario.edit(
                pipeline,
                found -> found.setSpec(NoScmPipelineBuilder.named("web")
                        .jenkinsfile(AcceptanceTestProject.SUCCEEDS)
                        .spec()));

        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
    }

    /** No person enables the job: the operator does, as no field of a spec disables a job. */
    @Test
    void aDisabledJobIsEnabledForItsRun() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        scenario.target.userActions().disable(scenario.job("web"));
        PipelineRun run = scenario.createRun("web-1", "web");

        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(scenario.target.userActions().countBuilds(scenario.job("web")))
                .isEqualTo(1);
    }
}
