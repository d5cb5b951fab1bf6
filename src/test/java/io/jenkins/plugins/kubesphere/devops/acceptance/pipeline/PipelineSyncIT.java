package io.jenkins.plugins.kubesphere.devops.acceptance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProjectStatus;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.text.LabelValue;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a pipeline gets its job, and that its runs are built there. */
class PipelineSyncIT extends AcceptanceTestCase {

    @Test
    void aPipelineGetsAndReportsItsJob() {
        Pipeline pipeline = scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);

        assertThat(pipeline.getMetadata().getAnnotations())
                .containsEntry(PipelineAnnotations.SYNC_STATUS, "successful")
                .containsKey(Annotations.OBSERVED_SPEC);
        assertThat(pipeline.getMetadata().getFinalizers()).containsExactly("devops.kubesphere.io/pipeline");
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 253})
    void namesOfAnyLengthWork(int length) {
        String name = "a".repeat(length);
        scenario.createPipeline(name, AcceptanceTestProject.SUCCEEDS);

        PipelineRun run = scenario.awaitEnd(scenario.createRun("r".repeat(length), name));

        assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(run.getMetadata().getLabels())
                .containsEntry("devops.kubesphere.io/pipeline", LabelValue.fromName(name));
        assertThat(scenario.awaitEvent(run, "Updated: Succeeded: build 1 ended with result SUCCESS"))
                .contains("Started: Started build 1 of " + scenario.namespace + "/" + name);
    }

    @Test
    void aPipelineAndARunWaitForTheirProject() {
        AcceptanceTestProject early = scenario.inOtherNamespace();
        scenario.client
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(early.namespace)
                        .withLabels(Map.of("kubesphere.io/devopsproject", early.namespace))
                        .endMetadata()
                        .build())
                .create();
        Pipeline pipeline = early.createPipelineWithoutWait(
                "web",
                NoScmPipelineBuilder.named("web")
                        .jenkinsfile(AcceptanceTestProject.SUCCEEDS)
                        .spec());
        assertThat(early.awaitReason(pipeline, "Ready", "ProjectNotSynced")).contains(early.namespace);
        PipelineRun run = early.createRun("web-1", "web");
        early.awaitReason(run, "Ready", "PipelineNotReady");

        DevOpsProject project = new DevOpsProject();
        project.getMetadata().setName(early.namespace);
        project.setStatus(new DevOpsProjectStatus(early.namespace, null));
        early.client.resource(project).create();

        early.awaitReady(pipeline);
        assertThat(early.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
        early.client.namespaces().withName(early.namespace).delete();
        early.deleteProject();
    }

    @Test
    void aJobDeletedByHandIsCreatedAgain() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        scenario.target.userActions().deleteJob(scenario.job("web"));

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web"));

        assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
    }
}
