package io.jenkins.plugins.kubesphere.devops.acceptance.pipeline;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.Scenario;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that the operator undoes what people change in the engine, and reports the change on the resource. */
class DriftIT extends AcceptanceTestCase {

    private DevOpsProject project() {
        return scenario.client
                .resources(DevOpsProject.class)
                .withName(scenario.namespace)
                .get();
    }

    @Test
    void aDisabledJobIsEnabledAgain() {
        Pipeline pipeline = scenario.pipeline("web", Scenario.SUCCEEDS);

        scenario.target.manualChanges().disable(scenario.job("web"));

        scenario.awaitEvent(
                pipeline,
                "DriftCorrected: job " + scenario.namespace + "/web was disabled in Jenkins; it is enabled again");
        assertThat(scenario.awaitEnd(scenario.run("web-1", "web")).getStatus().phase())
                .isEqualTo("Succeeded");
    }

    @Test
    void aDeletedJobIsCreatedAgainAndItsBuildNumbersContinue() {
        Pipeline pipeline = scenario.pipeline("web", Scenario.SUCCEEDS);
        scenario.awaitEnd(scenario.run("web-1", "web"));

        scenario.target.manualChanges().deleteJob(scenario.job("web"));

        scenario.awaitEvent(
                pipeline,
                "DriftCorrected: job " + scenario.namespace
                        + "/web was deleted in Jenkins; it is created again, without its earlier builds");
        PipelineRun next = scenario.awaitEnd(scenario.run("web-2", "web"));
        assertThat(next.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(scenario.build(next).orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void aDeletedFolderIsCreatedAgainWithAllItsJobs() {
        List<String> names = List.of("one", "two", "three", "four", "five", "six", "seven", "eight");
        names.forEach(name -> scenario.pipeline(name, Scenario.SUCCEEDS));
        scenario.awaitEnd(scenario.run("one-1", "one"));

        scenario.target.manualChanges().deleteFolder(scenario.namespace);

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
        PipelineRun next = scenario.awaitEnd(scenario.run("one-2", "one"));
        assertThat(next.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(scenario.build(next).orElseThrow().number()).isEqualTo(2);
    }

    /** A change of the spec is not drift, and an unchanged item is not drift either. */
    @Test
    void aChangeOfTheSpecIsNotReportedAsDrift() {
        Pipeline pipeline = scenario.pipeline("web", Scenario.SUCCEEDS);
        scenario.edit(
                pipeline,
                found -> found.setSpec(new io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec(
                        "pipeline",
                        new io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline(
                                "web", "changed", null, List.of(), true, null, null, null, Scenario.SUCCEEDS),
                        null)));
        scenario.awaitEnd(scenario.run("web-1", "web"));

        scenario.target.manualChanges().disable(scenario.job("web"));

        assertThat(scenario.awaitEvents(pipeline, "DriftCorrected"))
                .filteredOn(event -> event.startsWith("DriftCorrected"))
                .hasSize(1);
    }
}
