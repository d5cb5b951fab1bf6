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

/** What people change in the engine is restored, and the resource reports the change. */
class DriftIT extends AcceptanceTestCase {

    private DevOpsProject project() {
        return loop.client
                .resources(DevOpsProject.class)
                .withName(loop.namespace)
                .get();
    }

    @Test
    void aDisabledJobIsEnabledAgain() {
        Pipeline pipeline = loop.pipeline("web", Scenario.SUCCEEDS);

        loop.target.manualChanges().disable(loop.job("web"));

        loop.awaitEvent(
                pipeline,
                "DriftCorrected: job " + loop.namespace + "/web was disabled in Jenkins; it is enabled again");
        assertThat(loop.awaitOver(loop.run("web-1", "web")).getStatus().phase()).isEqualTo("Succeeded");
    }

    @Test
    void aDeletedJobIsCreatedAgainAndItsBuildNumbersContinue() {
        Pipeline pipeline = loop.pipeline("web", Scenario.SUCCEEDS);
        loop.awaitOver(loop.run("web-1", "web"));

        loop.target.manualChanges().deleteJob(loop.job("web"));

        loop.awaitEvent(
                pipeline,
                "DriftCorrected: job " + loop.namespace
                        + "/web was deleted in Jenkins; it is created again, without its earlier builds");
        PipelineRun next = loop.awaitOver(loop.run("web-2", "web"));
        assertThat(next.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(loop.build(next).orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void aDeletedFolderIsCreatedAgainWithAllItsJobs() {
        List<String> names = List.of("one", "two", "three", "four", "five", "six", "seven", "eight");
        names.forEach(name -> loop.pipeline(name, Scenario.SUCCEEDS));
        loop.awaitOver(loop.run("one-1", "one"));

        loop.target.manualChanges().deleteFolder(loop.namespace);

        loop.awaitEvent(
                project(),
                "DriftCorrected: folder " + loop.namespace
                        + " was deleted in Jenkins; it is created again, with its jobs, without their earlier builds");
        await("all jobs are back").until(() -> names.stream().allMatch(name -> loop.target.hasJob(loop.job(name))));
        names.forEach(name -> loop.awaitReady(loop.client
                .resources(Pipeline.class)
                .inNamespace(loop.namespace)
                .withName(name)
                .get()));
        PipelineRun next = loop.awaitOver(loop.run("one-2", "one"));
        assertThat(next.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(loop.build(next).orElseThrow().number()).isEqualTo(2);
    }

    /** A change of the spec is not drift, and an unchanged item is not drift either. */
    @Test
    void aChangeOfTheSpecIsNotReportedAsDrift() {
        Pipeline pipeline = loop.pipeline("web", Scenario.SUCCEEDS);
        loop.edit(
                pipeline,
                found -> found.setSpec(new io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec(
                        "pipeline",
                        new io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline(
                                "web", "changed", null, List.of(), true, null, null, null, Scenario.SUCCEEDS),
                        null)));
        loop.awaitOver(loop.run("web-1", "web"));

        loop.target.manualChanges().disable(loop.job("web"));

        assertThat(loop.awaitEvents(pipeline, "DriftCorrected"))
                .filteredOn(event -> event.startsWith("DriftCorrected"))
                .hasSize(1);
    }
}
