package io.jenkins.plugins.kubesphere.devops.acceptance.pipeline;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that the operator undoes what people change in the engine, and reports the change on the resource. */
class DriftIT extends AcceptanceTestCase {

    @Test
    void aDisabledJobIsEnabledAgain() {
        Pipeline pipeline = scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);

        scenario.target.userActions().disable(scenario.job("web"));

        scenario.awaitEvent(
                pipeline,
                "DriftCorrected: job " + scenario.namespace + "/web was disabled in Jenkins; it is enabled again");
        assertThat(scenario.awaitEnd(scenario.createRun("web-1", "web"))
                        .getStatus()
                        .phase())
                .isEqualTo("Succeeded");
    }

    @Test
    void aDeletedJobIsCreatedAgainAndItsBuildNumbersContinue() {
        Pipeline pipeline = scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        scenario.awaitEnd(scenario.createRun("web-1", "web"));

        scenario.target.userActions().deleteJob(scenario.job("web"));

        scenario.awaitEvent(
                pipeline,
                "DriftCorrected: job " + scenario.namespace
                        + "/web was deleted in Jenkins; it is created again, without its earlier builds");
        PipelineRun next = scenario.awaitEnd(scenario.createRun("web-2", "web"));
        assertThat(next.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(scenario.build(next).orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void aDeletedFolderIsCreatedAgainWithAllItsJobs() {
        List<String> names = List.of("one", "two", "three", "four", "five", "six", "seven", "eight");
        names.forEach(name -> scenario.createPipeline(name, AcceptanceTestProject.SUCCEEDS));
        scenario.awaitEnd(scenario.createRun("one-1", "one"));

        scenario.target.userActions().deleteFolder(scenario.namespace);

        scenario.awaitEvent(
                project(),
                "DriftCorrected: folder " + scenario.namespace
                        + " was deleted in Jenkins; it is created again, with its jobs, without their earlier builds");
        await("all jobs exist again")
                .until(() -> names.stream().allMatch(name -> scenario.target.hasJob(scenario.job(name))));
        names.forEach(name -> scenario.awaitReady(scenario.client
                .resources(Pipeline.class)
                .inNamespace(scenario.namespace)
                .withName(name)
                .get()));
        PipelineRun next = scenario.awaitEnd(scenario.createRun("one-2", "one"));
        assertThat(next.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(scenario.build(next).orElseThrow().number()).isEqualTo(2);
    }

    /** A change of the spec is not drift, and an unchanged item is not drift either. */
    @Test
    void aChangeOfTheSpecIsNotReportedAsDrift() {
        Pipeline pipeline = scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        scenario.edit(
                pipeline,
                found -> found.setSpec(NoScmPipelineBuilder.named("web")
                        .description("changed")
                        .parameters(List.of())
                        .disableConcurrent(true)
                        .jenkinsfile(AcceptanceTestProject.SUCCEEDS)
                        .spec()));
        scenario.awaitEnd(scenario.createRun("web-1", "web"));

        scenario.target.userActions().disable(scenario.job("web"));

        assertThat(scenario.awaitEvents(pipeline, "DriftCorrected"))
                .filteredOn(event -> event.startsWith("DriftCorrected"))
                .hasSize(1);
    }

    private DevOpsProject project() {
        return scenario.client
                .resources(DevOpsProject.class)
                .withName(scenario.namespace)
                .get();
    }
}
