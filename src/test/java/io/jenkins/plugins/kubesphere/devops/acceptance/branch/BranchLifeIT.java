package io.jenkins.plugins.kubesphere.devops.acceptance.branch;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.RepositoryTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.Scenario;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.realjenkins.BuildRecords.Recorded;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do to a pipeline with branches, in Kubernetes and in Jenkins, while it has builds. On a real controller only. */
class BranchLifeIT extends RepositoryTestCase {
    private static final String QUESTION = "Go";
    private static final String ASKS = "pipeline { agent any; stages { stage('Ask') { steps {" + " input id: '"
            + QUESTION + "', message: 'Go on?' } } } }";

    private Pipeline pipeline;

    @BeforeEach
    void buildEachBranchOnce() {
        git.commit("main", "Jenkinsfile", JENKINSFILE);
        git.commit("feat/x", "Jenkinsfile", JENKINSFILE);
        pipeline = scanned(pipeline("web"));
        awaitBuilds(1, 1);
    }

    @Test
    void aJobThatIsRenamedIsRenamedBackWithItsBranches() {
        post("web", "confirmRename", Map.of("newName", "mine"));

        awaitMovedBackFrom(loop.namespace + "/mine");
        assertThat(loop.target.hasJob(loop.job("mine"))).isFalse();
        assertHistory();
    }

    @Test
    void aJobThatIsMovedToAnotherFolderIsMovedBackWithItsBranches() {
        String other = loop.namespace + "-theirs";
        loop.target.byHand().createFolder(other);

        post("web", "move/move", Map.of("destination", "/" + other));

        awaitMovedBackFrom(other + "/web");
        assertHistory();
        loop.target.byHand().deleteFolder(other);
    }

    /** Jenkins lets nobody rename it then, but move it. */
    @Test
    void aJobWhoseBranchIsBuiltIsMovedBackWhenTheBuildIsOver() {
        String other = loop.namespace + "-theirs";
        loop.target.byHand().createFolder(other);
        PipelineRun run = asking();
        post("web", "move/move", Map.of("destination", "/" + other));
        assertThat(loop.awaitReason(pipeline, "Ready", "Moved")).contains(other + "/web", "builds run in it");

        JobName there = new JobName(other, "web", "feat%2Fx");
        controller
                .http()
                .post(JenkinsController.path(there) + number(run) + "/input/" + QUESTION + "/proceedEmpty", Map.of());

        assertThat(loop.awaitOver(run).getStatus().phase()).isEqualTo("Succeeded");
        loop.awaitReady(pipeline);
        assertThat(loop.build(run)).isPresent();
        loop.target.byHand().deleteFolder(other);
    }

    @Test
    void aCopyIsNobodysAndStays() {
        controller
                .http()
                .post("job/" + loop.namespace + "/createItem", Map.of("name", "copied", "mode", "copy", "from", "web"));

        assertThat(controller.document(loop.job("copied"))).doesNotContain("ManagedFolderProperty");
        assertHistory();
        assertThat(loop.target.hasJob(loop.job("copied"))).isTrue();
    }

    /** Jenkins deletes no job in which a build runs. */
    @Test
    void aRunIsBuiltToItsEndThoughItsBranchGoesMeanwhile() {
        PipelineRun run = asking();
        git.deleteBranch("feat/x");
        git.deleteBranch("main");
        scan("web");

        loop.target.proceed(feature(), Scenario.ref(run), QUESTION);

        assertThat(loop.awaitOver(run).getStatus().phase()).isEqualTo("Succeeded");
    }

    /** Nobody but Jenkins itself may. Whether it tells of the build's end before, is a matter of moments. */
    @Test
    void aRunWhoseBranchJobIsDeletedUnderItEndsAndSaysSo() {
        PipelineRun run = asking();

        controller.http().script("""
                def job = jenkins.model.Jenkins.get().getItemByFullName('%s/web/feat%%2Fx')
                hudson.security.ACL.impersonate2(hudson.security.ACL.SYSTEM2, { job.delete() } as Runnable)
                """.formatted(loop.namespace));

        Condition end = loop.awaitOver(run).getStatus().condition("Succeeded").orElseThrow();
        assertThat(end.reason()).isIn("BuildDeleted", "ABORTED");
        if (end.reason().equals("BuildDeleted")) {
            assertThat(end.message())
                    .isEqualTo("PipelineRun " + loop.namespace + "/web-1: build " + number(run) + " of "
                            + loop.namespace + "/web (feat/x) was deleted before its result was read");
        }
        scan("web");
        PipelineRun next = loop.awaitOver(run("web-2", "main", "branch"));
        assertThat(next.getStatus().phase()).isEqualTo("Succeeded");
    }

    @Test
    void aPipelineThatShallHaveNoBranchesAnyMoreKeepsThemAndTheirBuilds() {
        PipelineRun run = asking();
        PipelineSpec branches = pipeline.getSpec();
        NoScmPipeline regular =
                NoScmPipelineBuilder.named("web").jenkinsfile(Scenario.SUCCEEDS).build();

        loop.edit(
                pipeline,
                found -> found.setSpec(new PipelineSpec("pipeline", regular, branches.multiBranchPipeline())));

        String message = loop.awaitReason(pipeline, "Ready", "TypeChanged");
        assertThat(message)
                .startsWith("Pipeline " + loop.namespace + "/web: spec.type is now \"pipeline\", but the job "
                        + loop.namespace
                        + "/web was created for \"multi-branch-pipeline\"; the job and its builds are unchanged");
        PipelineRun waiting = loop.run("web-2", "web");
        assertThat(loop.awaitReason(waiting, "Ready", "PipelineNotReady")).endsWith(message);
        loop.target.proceed(feature(), Scenario.ref(run), QUESTION);
        assertThat(loop.awaitOver(run).getStatus().phase()).isEqualTo("Succeeded");

        loop.edit(pipeline, found -> found.setSpec(branches));

        loop.awaitReady(pipeline);
        loop.awaitReason(waiting, "Succeeded", "BranchNotNamed");
        assertThat(loop.build(run)).isPresent();
    }

    /** A run of feat/x that waits for an answer; the branch has one build more than before. */
    private PipelineRun asking() {
        git.commit("feat/x", "Jenkinsfile", ASKS);
        PipelineRun run = run("web-1", "feat/x", "branch");
        loop.awaitReason(run, "Succeeded", "PAUSED");
        return run;
    }

    private JobName feature() {
        return loop.job("web").ofBranch("feat%2Fx");
    }

    private void post(String job, String what, Map<String, String> form) {
        controller.http().post(JenkinsController.path(loop.job(job)) + what, form);
    }

    private void awaitMovedBackFrom(String place) {
        loop.awaitEvent(
                pipeline,
                "DriftCorrected: job " + loop.namespace + "/web was moved to " + place
                        + " in Jenkins; it is moved back, with its builds");
    }

    private void awaitBuilds(int main, int feature) {
        await("they are built").until(() -> builds("main", "feat%2Fx"), List.of(main, feature)::equals);
        // Jenkins renames nothing in which a build runs.
        await("nothing is built").until(() -> List.of("main", "feat/x").stream()
                .flatMap(branch -> controller.builds(loop.job("web").ofBranch(branch)).all().stream())
                .allMatch(Recorded::hasEnded));
    }

    /** The builds are where they belong, Jenkins shows them, no branch was built again, and the next build counts on. */
    private void assertHistory() {
        assertThat(builds("main", "feat%2Fx")).containsExactly(1, 1);
        assertThat(controller.http().text(JenkinsController.path(feature()) + "1/consoleText"))
                .contains("<feat/x>");
        PipelineRun next = loop.awaitOver(run("web-1", "feat/x", "branch"));
        assertThat(next.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(number(next)).isEqualTo(2);
        scan("web");
        assertThat(builds("main", "feat%2Fx")).containsExactly(1, 2);
    }
}
