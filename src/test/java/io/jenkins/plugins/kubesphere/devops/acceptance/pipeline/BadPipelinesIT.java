package io.jenkins.plugins.kubesphere.devops.acceptance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.BadInputTestCase;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests which condition and message a Pipeline with invalid fields gets. */
class BadPipelinesIT extends BadInputTestCase {

    @Test
    void aPipelineWithoutTheSpecOfItsType() {
        Pipeline pipeline = scenario.createPipelineWithoutWait("web", new PipelineSpec("pipeline", null, null));

        assertThat(scenario.awaitReason(pipeline, "Ready", "InvalidSpec"))
                .isEqualTo("Pipeline " + scenario.namespace
                        + "/web: spec.type is \"pipeline\" but spec.pipeline is missing; add it");
        assertThat(scenario.client.resource(pipeline).get().getMetadata().getAnnotations())
                .containsEntry("pipeline.devops.kubesphere.io/syncstatus", "failed");
        assertThat(scenario.awaitEvents(pipeline, "SyncFailed")).hasSize(1);
    }

    @Test
    void aPipelineOfUnknownTypeIsReadyAfterItsCorrection() {
        Pipeline pipeline = scenario.createPipelineWithoutWait("web", new PipelineSpec("freestyle", null, null));
        assertThat(scenario.awaitReason(pipeline, "Ready", "InvalidSpec"))
                .isEqualTo("Pipeline " + scenario.namespace
                        + "/web: spec.type \"freestyle\" is not one of pipeline, multi-branch-pipeline; set it to one of"
                        + " them");

        scenario.edit(pipeline, found -> found.setSpec(inline("web", AcceptanceTestProject.SUCCEEDS)));

        scenario.awaitReady(pipeline);
    }

    @Test
    void aPipelineWithAnUnknownParameterType() {
        Pipeline pipeline = scenario.createPipelineWithoutWait(
                "web",
                inline("web", AcceptanceTestProject.SUCCEEDS, new PipelineParameter("WHO", "strnig", "x", null)));

        assertThat(scenario.awaitReason(pipeline, "Ready", "InvalidSpec"))
                .isEqualTo("Pipeline " + scenario.namespace
                        + "/web: spec.pipeline.parameters[0] \"WHO\": type \"strnig\" is"
                        + " not one of string, text, boolean, choice, password, file; set it to one of them");
    }

    /** The default was silently false. */
    @Test
    void aPipelineWithABooleanDefaultThatIsNoBoolean() {
        Pipeline pipeline = scenario.createPipelineWithoutWait(
                "web",
                inline("web", AcceptanceTestProject.SUCCEEDS, new PipelineParameter("B", "boolean", "yes", null)));

        assertThat(scenario.awaitReason(pipeline, "Ready", "InvalidSpec"))
                .isEqualTo("Pipeline " + scenario.namespace
                        + "/web: spec.pipeline.parameters[0] \"B\": default_value \"yes\" must be true or false, or be"
                        + " left out for false");
    }

    /** Groovy took the invisible character for a part of the word "pipeline". */
    @Test
    void aJenkinsfileThatBeginsWithAByteOrderMarkIsBuilt() {
        scenario.createPipeline("web", "\uFEFF" + AcceptanceTestProject.SUCCEEDS);

        assertThat(scenario.awaitEnd(scenario.createRun("web-1", "web"))
                        .getStatus()
                        .phase())
                .isEqualTo("Succeeded");
    }

    @Test
    void anEmptyJenkinsfileIsNotedAndItsRunsSucceed() {
        Pipeline pipeline = scenario.createPipeline("web", "");

        assertThat(pipeline.getStatus().condition("Ready").orElseThrow().message())
                .isEqualTo("job " + scenario.namespace
                        + "/web is in sync; spec.pipeline.jenkinsfile is empty, so a run does nothing and succeeds; write"
                        + " the Jenkinsfile");
        assertThat(scenario.awaitEnd(scenario.createRun("web-1", "web"))
                        .getStatus()
                        .phase())
                .isEqualTo("Succeeded");
    }

    @Test
    void aParameterThatReplacesAVariableOfBuildsIsNoted() {
        Pipeline pipeline = scenario.awaitReady(scenario.createPipelineWithoutWait(
                "web",
                inline(
                        "web",
                        AcceptanceTestProject.SUCCEEDS,
                        new PipelineParameter("PATH", "string", "/usr/bin", null))));

        assertThat(pipeline.getStatus().condition("Ready").orElseThrow().message())
                .isEqualTo("job " + scenario.namespace
                        + "/web is in sync; spec.pipeline.parameters[0].name \"PATH\" replaces an environment variable"
                        + " that Jenkins or the tools of a build need, so steps such as sh may fail or never start; rename"
                        + " it");
    }

    @Test
    void aMultiBranchPipelineWithAnUnknownSourceType() {
        Pipeline pipeline = createWithoutSource("gitt");

        assertThat(scenario.awaitReason(pipeline, "Ready", "InvalidSpec"))
                .isEqualTo("Pipeline " + scenario.namespace
                        + "/web: spec.multi_branch_pipeline.source_type \"gitt\" is not"
                        + " one of git, github, gitlab, bitbucket_server, svn, single_svn; set it to one of them");
        assertThat(scenario.awaitEvents(pipeline, "SyncFailed")).hasSize(1);
    }

    @Test
    void aMultiBranchPipelineWithoutTheSpecOfItsSource() {
        Pipeline pipeline = createWithoutSource("git");

        assertThat(scenario.awaitReason(pipeline, "Ready", "InvalidSpec"))
                .startsWith("Pipeline " + scenario.namespace + "/web: ");
    }

    @Test
    void aJenkinsfileThatDoesNotCompile() {
        scenario.createPipeline("web", "pipeline {\n  agent any\n  stages {\n");

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web"));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .startsWith("Jenkinsfile of " + scenario.namespace + "/web does not compile: line ");
    }

    @Test
    void aChangedTypeKeepsTheJobAndItsBuilds() {
        Pipeline pipeline = scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        scenario.awaitEnd(scenario.createRun("web-1", "web"));

        scenario.edit(
                pipeline,
                found -> found.setSpec(new PipelineSpec(
                        "multi-branch-pipeline",
                        found.getSpec().pipeline(),
                        EngineTestProject.branches().multiBranchPipeline())));

        String message =
                "Pipeline " + scenario.namespace + "/web: spec.type is now \"multi-branch-pipeline\", but the job "
                        + scenario.namespace
                        + "/web was created for \"pipeline\"; the job and its builds are unchanged. Set spec.type"
                        + " back to \"pipeline\", or delete the Pipeline, which also deletes its builds, and create it again";
        assertThat(scenario.awaitReason(pipeline, "Ready", "TypeChanged")).isEqualTo(message);
        assertThat(scenario.awaitEvents(pipeline, "SyncFailed")).contains("SyncFailed: " + message);
        PipelineRun waiting = scenario.createRun("web-2", RunSpecs.ofBranch("web", new ScmRef("branch", "main")));
        assertThat(scenario.awaitReason(waiting, "Ready", "PipelineNotReady")).endsWith(message);

        scenario.edit(pipeline, found -> found.setSpec(inline("web", AcceptanceTestProject.SUCCEEDS)));

        scenario.awaitReady(pipeline);
        PipelineRun ended = scenario.awaitEnd(waiting);
        assertThat(ended.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(ended.getMetadata().getAnnotations()).containsEntry(RunAnnotations.RUN_ID, "2");
    }

    @Test
    void aForeignJobIsNotChangedWithoutAdoption() {
        scenario.target.userActions().createJob(scenario.job("web"));
        Pipeline pipeline = scenario.createPipelineWithoutWait("web", inline("web", AcceptanceTestProject.SUCCEEDS));
        assertThat(scenario.awaitReason(pipeline, "Ready", "OwnedByOther"))
                .contains(scenario.namespace + "/web", "devops.kubesphere.io/adopt");

        scenario.edit(
                pipeline, found -> found.getMetadata().setAnnotations(Map.of("devops.kubesphere.io/adopt", "true")));

        scenario.awaitReady(pipeline);
    }

    private Pipeline createWithoutSource(String type) {
        return scenario.apply(Pipeline.class, """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: Pipeline
                metadata: {name: web, namespace: NAMESPACE}
                spec:
                  type: multi-branch-pipeline
                  multi_branch_pipeline: {name: web, source_type: %s, script_path: Jenkinsfile}
                """.formatted(type));
    }
}
