package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that a run builds what its Pipeline says now, and nothing if that cannot be built. */
class PipelineChangesIT extends AcceptanceTestCase {
    private static final PipelineParameter INVALID = new PipelineParameter("WHO", "strnig", null, null);

    @Test
    void aRunRightAfterAChangeBuildsTheNewScript() {
        Pipeline pipeline = scenario.createPipeline("web", script("v0"));
        for (int i = 1; i <= 5; i++) {
            String version = "v" + i;
            scenario.edit(pipeline, found -> found.setSpec(spec(version)));

            PipelineRun run = scenario.awaitEnd(scenario.createRun("web-" + i, "web"));

            assertThat(scenario.log(run)).contains("built " + version).doesNotContain("built v" + (i - 1));
        }
    }

    /** It built the script from before the change, and succeeded. */
    @Test
    void aRunOfAnInvalidPipelineBuildsNothingUntilThePipelineIsValid() {
        Pipeline pipeline = scenario.createPipeline("web", script("v1"));
        scenario.edit(pipeline, found -> found.setSpec(spec("v2", INVALID)));

        PipelineRun run = scenario.createRun("web-1", "web");

        assertThat(scenario.awaitReason(run, "Ready", "PipelineNotReady"))
                .startsWith("PipelineRun " + scenario.namespace + "/web-1 waits: Pipeline " + scenario.namespace
                        + "/web: spec.pipeline.parameters[0] \"WHO\": type \"strnig\" is not one of ");
        assertThat(scenario.hasNoBuild(run)).isTrue();
        scenario.edit(pipeline, found -> found.setSpec(spec("v3")));
        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(scenario.log(run)).contains("built v3");
        assertThat(scenario.target.userActions().countBuilds(scenario.job("web")))
                .isEqualTo(1);
    }

    @Test
    void aRunWithABuildIsFollowedAlthoughItsPipelineIsInvalid() {
        Pipeline pipeline = scenario.createPipeline("web", AcceptanceTestProject.WAITS);
        PipelineRun run = scenario.awaitPhase(scenario.createRun("web-1", "web"), "Running");
        scenario.edit(pipeline, found -> found.setSpec(spec("v2", INVALID)));
        scenario.awaitReason(pipeline, "Ready", "InvalidSpec");

        scenario.edit(
                run,
                found -> found.setSpec(new PipelineRunSpec(
                        found.getSpec().pipelineRef(),
                        found.getSpec().parameters(),
                        found.getSpec().scm(),
                        "Stop",
                        found.getSpec().pipelineSpec())));

        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Cancelled");
    }

    @Test
    void aWaitingRunSaysThatItsPipelineCameAndIsInvalid() {
        PipelineRun run = scenario.createRun("web-1", "web");
        scenario.awaitReason(run, "Ready", "PipelineNotFound");

        scenario.createPipelineWithoutWait("web", spec("v1", INVALID));

        assertThat(scenario.awaitReason(run, "Ready", "PipelineNotReady")).contains("\"strnig\"");
    }

    @Test
    void afterARestartAPipelineInSyncIsNotWrittenAndItsRunsStart() {
        Pipeline pipeline = scenario.createPipeline("web", script("v1"));
        scenario.awaitEnd(scenario.createRun("web-1", "web"));
        Pipeline before = scenario.client.resource(pipeline).get();

        scenario.restart();

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-2", "web"));
        assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
        Pipeline after = scenario.client.resource(pipeline).get();
        assertThat(after.getStatus()).isEqualTo(before.getStatus());
        assertThat(after.getMetadata().getGeneration())
                .as("status and spec were not written")
                .isEqualTo(before.getMetadata().getGeneration());
    }

    private static PipelineSpec spec(String version, PipelineParameter... parameters) {
        return NoScmPipelineBuilder.named("web")
                .parameters(List.of(parameters))
                .jenkinsfile(script(version))
                .spec();
    }

    private static String script(String version) {
        return "pipeline { agent any; stages { stage('Build') { steps { echo 'built " + version + "' } } } }";
    }
}
