package io.jenkins.plugins.kubesphere.devops.acceptance.branch;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.RepositoryTestCase;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.realjenkins.BuildRecords.BuildRecord;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests changes that people make to a multi-branch pipeline with builds, in Kubernetes or in Jenkins. Needs a real
 * controller.
 */
class MultiBranchJobChangesIT extends RepositoryTestCase {
    private static final String QUESTION = "Go";
    private static final String JENKINSFILE_WITH_INPUT = "pipeline { agent any; stages { stage('Ask') { steps {"
            + " input id: '" + QUESTION + "', message: 'Go on?' } } } }";

    private Pipeline pipeline;

    @BeforeEach
    void buildEachBranchOnce() {
        git.commit("main", "Jenkinsfile", JENKINSFILE);
        git.commit("feat/x", "Jenkinsfile", JENKINSFILE);
        pipeline = awaitFirstScan(pipeline("web"));
        awaitBuilds(1, 1);
    }

    @Test
    void aRenamedJobGetsItsOldNameWithItsBranches() {
        post("web", "confirmRename", Map.of("newName", "mine"));

        awaitMovedBackFrom(scenario.namespace + "/mine");
        assertThat(scenario.target.hasJob(scenario.job("mine"))).isFalse();
        assertBuildsKept();
    }

    @Test
    void aMovedJobIsMovedBackWithItsBranches() {
        String other = scenario.namespace + "-theirs";
        scenario.target.userActions().createFolder(other);

        post("web", "move/move", Map.of("destination", "/" + other));

        awaitMovedBackFrom(other + "/web");
        assertBuildsKept();
        scenario.target.userActions().deleteFolder(other);
    }

    /** While a build runs, Jenkins refuses to rename a job, but not to move it. */
    @Test
    void aMovedJobWithARunningBuildIsMovedBackAfterTheBuild() {
        String other = scenario.namespace + "-theirs";
        scenario.target.userActions().createFolder(other);
        PipelineRun run = startRunWithInput();
        post("web", "move/move", Map.of("destination", "/" + other));
        assertThat(scenario.awaitReason(pipeline, "Ready", "Moved")).contains(other + "/web", "builds run in it");

        JobName there = new JobName(other, "web", "feat%2Fx");
        controller
                .http()
                .post(
                        JenkinsHttpClient.urlPath(there) + number(run) + "/input/" + QUESTION + "/proceedEmpty",
                        Map.of());

        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
        scenario.awaitReady(pipeline);
        assertThat(scenario.build(run)).isPresent();
        scenario.target.userActions().deleteFolder(other);
    }

    @Test
    void aCopyIsUnmanagedAndIsKept() {
        controller
                .http()
                .post(
                        "job/" + scenario.namespace + "/createItem",
                        Map.of("name", "copied", "mode", "copy", "from", "web"));

        assertThat(controller.homeFolder().readConfigXml(scenario.job("copied")))
                .doesNotContain("ManagedFolderProperty");
        assertBuildsKept();
        assertThat(scenario.target.hasJob(scenario.job("copied"))).isTrue();
    }

    /** Jenkins does not delete a job while a build of it runs. */
    @Test
    void aBuildEndsNormallyAfterItsBranchWasDeleted() {
        PipelineRun run = startRunWithInput();
        git.deleteBranch("feat/x");
        git.deleteBranch("main");
        scan("web");

        scenario.target.proceed(featureJob(), AcceptanceTestProject.ref(run), QUESTION);

        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
    }

    /**
     * Only Jenkins itself may delete the job of a branch. The operator may or may not read the end of the build before
     * the deletion, so one of two reasons is expected.
     */
    @Test
    void aRunEndsAndReportsThatItsBranchJobWasDeleted() {
        PipelineRun run = startRunWithInput();

        controller.http().runScript("""
                def job = jenkins.model.Jenkins.get().getItemByFullName('%s/web/feat%%2Fx')
                hudson.security.ACL.impersonate2(hudson.security.ACL.SYSTEM2, { job.delete() } as Runnable)
                """.formatted(scenario.namespace));

        Condition end =
                scenario.awaitEnd(run).getStatus().condition("Succeeded").orElseThrow();
        assertThat(end.reason()).isIn("BuildDeleted", "ABORTED");
        if (end.reason().equals("BuildDeleted")) {
            assertThat(end.message())
                    .isEqualTo("PipelineRun " + scenario.namespace + "/web-1: build " + number(run) + " of "
                            + scenario.namespace
                            + "/web (feat/x) was deleted before its result was read; create a new run");
        }
        scan("web");
        PipelineRun next = scenario.awaitEnd(run("web-2", "main", "branch"));
        assertThat(next.getStatus().phase()).isEqualTo("Succeeded");
    }

    @Test
    void aChangeToARegularPipelineKeepsTheBranchesAndTheirBuilds() {
        PipelineRun run = startRunWithInput();
        PipelineSpec branches = pipeline.getSpec();
        NoScmPipeline regular = NoScmPipelineBuilder.named("web")
                .jenkinsfile(AcceptanceTestProject.SUCCEEDS)
                .build();

        scenario.edit(
                pipeline,
                found -> found.setSpec(new PipelineSpec("pipeline", regular, branches.multiBranchPipeline())));

        String message = scenario.awaitReason(pipeline, "Ready", "TypeChanged");
        assertThat(message)
                .startsWith("Pipeline " + scenario.namespace + "/web: spec.type is now \"pipeline\", but the job "
                        + scenario.namespace
                        + "/web was created for \"multi-branch-pipeline\"; the job and its builds are unchanged");
        PipelineRun waiting = scenario.createRun("web-2", "web");
        assertThat(scenario.awaitReason(waiting, "Ready", "PipelineNotReady")).endsWith(message);
        scenario.target.proceed(featureJob(), AcceptanceTestProject.ref(run), QUESTION);
        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");

        scenario.edit(pipeline, found -> found.setSpec(branches));

        scenario.awaitReady(pipeline);
        scenario.awaitReason(waiting, "Succeeded", "BranchNotNamed");
        assertThat(scenario.build(run)).isPresent();
    }

    /** Starts a run of feat/x that waits for input. This adds a build to the branch. */
    private PipelineRun startRunWithInput() {
        git.commit("feat/x", "Jenkinsfile", JENKINSFILE_WITH_INPUT);
        PipelineRun run = run("web-1", "feat/x", "branch");
        scenario.awaitReason(run, "Succeeded", "PAUSED");
        return run;
    }

    private JobName featureJob() {
        return scenario.job("web").withBranch("feat%2Fx");
    }

    private void post(String job, String action, Map<String, String> form) {
        controller.http().post(JenkinsHttpClient.urlPath(scenario.job(job)) + action, form);
    }

    private void awaitMovedBackFrom(String place) {
        scenario.awaitEvent(
                pipeline,
                "DriftCorrected: job " + scenario.namespace + "/web was moved to " + place
                        + " in Jenkins; it is moved back, with its builds");
    }

    private void awaitBuilds(int main, int feature) {
        await("both branches are built").until(() -> builds("main", "feat%2Fx"), List.of(main, feature)::equals);
        // Jenkins does not rename a job while a build of it runs.
        await("all builds have ended").until(() -> List.of("main", "feat/x").stream()
                .flatMap(branch ->
                        controller.homeFolder().builds(scenario.job("web").withBranch(branch)).readAll().stream())
                .allMatch(BuildRecord::hasEnded));
    }

    /**
     * Checks that the builds are in the right place, that Jenkins shows them, that no branch was built again, and that
     * the next build continues their numbers.
     */
    private void assertBuildsKept() {
        assertThat(builds("main", "feat%2Fx")).containsExactly(1, 1);
        assertThat(controller.http().getText(JenkinsHttpClient.urlPath(featureJob()) + "1/consoleText"))
                .contains("<feat/x>");
        PipelineRun next = scenario.awaitEnd(run("web-1", "feat/x", "branch"));
        assertThat(next.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(number(next)).isEqualTo(2);
        scan("web");
        assertThat(builds("main", "feat%2Fx")).containsExactly(1, 2);
    }
}
