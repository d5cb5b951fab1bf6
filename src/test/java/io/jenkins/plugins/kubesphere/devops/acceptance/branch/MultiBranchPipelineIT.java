package io.jenkins.plugins.kubesphere.devops.acceptance.branch;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.PushSender;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests multi-branch pipelines of a real repository, on a real Jenkins. */
class MultiBranchPipelineIT extends FourBranchesTestCase {
    @Test
    void eachSpellingOfABranchNameStartsItsBuild() {
        Pipeline pipeline = pipeline("web");

        assertThat(scenario.awaitReason(pipeline, "Scanned", "ScanSucceeded"))
                .isEqualTo("4 branches; skipped: bare (‘Jenkinsfile’ not found)");
        assertBuildOfBranch("main", "branch", "main");
        assertBuildOfBranch("feat/x", "branch", "feat/x");
        assertBuildOfBranch("feat%2Fx", "", "feat/x");
        assertBuildOfBranch("refs/heads/中文测试分支", "branch", "中文测试分支");
        assertBuildOfBranch("v1", "tag", "v1");
    }

    @Test
    void aPushOfANewBranchIsFoundAtOnce() {
        awaitFirstScan(pipeline("web"));
        awaitFirstBuilds();
        git.commit("new", "Jenkinsfile", JENKINSFILE);

        assertThat(PushSender.push(scenario.target.restApi(), git.url())).isEqualTo("200 ok");

        assertThat(scenario.awaitEnd(run("web-1", "new", "branch")).getStatus().phase())
                .isEqualTo("Succeeded");
    }

    @Test
    void runsOfADeletedBranchAreRefusedUntilTheBranchExistsAgain() {
        awaitFirstScan(pipeline("web"));
        awaitFirstBuilds();
        git.deleteBranch("feat/x");
        scan("web");
        PipelineRun run = run("web-1", "feat/x", "branch");
        assertThat(scenario.awaitReason(run, "Ready", "BranchNotFound"))
                .contains("takes no builds", "it was deleted from the repository");

        git.commit("feat/x", "Jenkinsfile", JENKINSFILE);
        scan("web");

        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(number(run)).isGreaterThan(1);
    }

    /** The pipeline keeps one job of a deleted branch: the one that was built last. So the test deletes two. */
    @Test
    void buildNumbersContinueWhenABranchWithADeletedJobReturns() {
        awaitFirstScan(pipeline("web"));
        awaitFirstBuilds();
        scenario.awaitEnd(run("web-1", "feat/x", "branch"));
        scenario.awaitEnd(run("web-2", "main", "branch"));
        git.deleteBranch("feat/x");
        git.deleteBranch("main");
        scan("web");
        await("the job of feat/x is deleted").until(() -> builds().get(0) == 0);

        git.commit("feat/x", "Jenkinsfile", JENKINSFILE);
        scan("web");
        // Without this wait, the run could be built first, and Jenkins would continue from its build number.
        await("Jenkins builds feat/x by itself").until(() -> builds().get(0) == 1);

        PipelineRun run = scenario.awaitEnd(run("web-3", "feat/x", "branch"));
        assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(controller
                        .homeFolder()
                        .builds(scenario.job("web").withBranch("feat%2Fx"))
                        .readAll())
                .as("builds of feat/x, started by Jenkins or by a run")
                .allMatch(build -> build.number() > 2);
    }

    @Test
    void aRunWaitsForABranchWithoutAJenkinsfile() {
        awaitFirstScan(pipeline("web"));
        PipelineRun run = run("web-1", "bare", "branch");
        assertThat(scenario.awaitReason(run, "Ready", "BranchNotFound"))
                .endsWith("the last scan skipped it: ‘Jenkinsfile’ not found");

        git.commit("bare", "Jenkinsfile", JENKINSFILE);
        scan("web");

        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
    }

    /** Jenkins does not report which branches a filter excluded. */
    @Test
    void theMessageOfARunOfAFilteredBranchNamesTheScanLog() {
        Pipeline pipeline = scenario.apply(
                Pipeline.class,
                yaml("web").replace("discover_tags: true", "discover_tags: true, regex_filter: 'm.*|bare'"));

        assertThat(scenario.awaitReason(pipeline, "Scanned", "ScanSucceeded"))
                .isEqualTo("1 branch; skipped: bare (‘Jenkinsfile’ not found)");
        assertThat(scenario.awaitReason(run("web-1", "feat/x", "branch"), "Ready", "BranchNotFound"))
                .endsWith("the last scan did not find it; push it with a Jenkinsfile, check that the Pipeline's"
                        + " discover_branches, discover_tags and regex_filter allow it, and scan again in Jenkins, or"
                        + " correct spec.scm.refName; the job has main");
    }

    @Test
    void aRunWithoutABranchIsRefused() {
        awaitFirstScan(pipeline("web"));

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web"));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(scenario.awaitReason(run, "Succeeded", "BranchNotNamed"))
                .startsWith("PipelineRun " + scenario.namespace + "/web-1: Pipeline " + scenario.namespace
                        + "/web builds branches, and spec.scm.refName is empty; name the branch, tag or pull request to"
                        + " build, for example ")
                .containsPattern("\\bmain\\b");
    }

    @Test
    void aChangedDescriptionCausesOneScanAndNoBuild() {
        Pipeline pipeline = awaitFirstScan(pipeline("web"));
        awaitFirstBuilds();
        String before = lastScan();

        scenario.edit(pipeline, found -> found.setSpec(described(found)));

        await("the repository is scanned again").until(this::lastScan, scan -> !scan.equals(before));
        scan("web");
        assertThat(builds()).isEqualTo(List.of(1, 1, 0, 1));
    }

    @Test
    void aRestartAndASweepCauseNoScan() {
        Pipeline pipeline = awaitFirstScan(pipeline("web"));
        awaitFirstBuilds();
        String before = lastScan();

        scenario.restart();

        assertThat(scenario.awaitEnd(run("web-1", "main", "branch")).getStatus().phase())
                .isEqualTo("Succeeded");
        scenario.edit(pipeline, found -> found.getMetadata().setAnnotations(Map.of("some", "thing")));
        Await.pause(2_000);
        assertThat(lastScan()).isEqualTo(before);
        assertThat(builds()).isEqualTo(List.of(1, 2, 0, 1));
    }

    /** After a crash before the end of the first scan, Jenkins has no record of that scan. */
    @Test
    void aScanLostInACrashIsRepeated() throws IOException {
        awaitFirstScan(pipeline("web"));
        awaitFirstBuilds();
        String before = lastScan();
        scenario.target.stop();
        Files.delete(controller.home().resolve("jobs/" + scenario.namespace + "/jobs/web/indexing/indexing.xml"));

        scenario.target.start(Set.of());

        assertThat(lastScan()).isNotEqualTo(before);
        assertThat(builds()).isEqualTo(List.of(1, 1, 0, 1));
    }

    @Test
    void aDifferentNameInTheSpecIsAWarning() {
        Pipeline pipeline =
                scenario.apply(Pipeline.class, yaml("web").replace("{name: web, source", "{name: other, source"));

        awaitFirstScan(pipeline);

        assertThat(scenario.awaitReason(pipeline, "Ready", "Synced"))
                .isEqualTo("job " + scenario.namespace
                        + "/web is in sync; spec.multi_branch_pipeline.name \"other\" is ignored, because the job"
                        + " has the name of the object; set it to metadata.name to remove this warning");
        assertThat(scenario.awaitEvents(pipeline, "NameIgnored")).isNotEmpty();
    }

    @Test
    void aMissingRepositoryIsReportedInACondition() {
        Pipeline pipeline = scenario.apply(Pipeline.class, yaml("web").replace(git.url(), git.url() + "-gone"));

        assertThat(scenario.awaitReason(pipeline, "Scanned", "ScanFailed"))
                .startsWith("the last scan of the repository failed: ");
        assertThat(scenario.awaitEvents(pipeline, "ScanFailed")).isNotEmpty();
    }

    @Test
    void aPipelineIsDeletedWithItsBranchesAndTheirBuilds() {
        git.commit("main", "Jenkinsfile", AcceptanceTestProject.WAITS);
        Pipeline pipeline = awaitFirstScan(pipeline("web"));
        scenario.awaitPhase(run("web-1", "main", "branch"), "Running");

        scenario.client.resource(pipeline).delete();

        scenario.awaitGone(pipeline);
        assertThat(scenario.target.hasJob(scenario.job("web"))).isFalse();
    }

    @Test
    void aRepositoryOnTheDiskOfTheControllerIsRefused() {
        Pipeline pipeline =
                scenario.apply(Pipeline.class, yaml("web").replace(git.url(), "file://" + state.resolve("app")));

        assertThat(scenario.awaitReason(pipeline, "Ready", "InvalidSpec"))
                .contains("git_source.url is not a URL of a repository on another machine; begin it with https://");
        assertThat(scenario.target.hasJob(scenario.job("web"))).isFalse();
    }

    private void assertBuildOfBranch(String refName, String refType, String branch) {
        String name = "run-" + Integer.toHexString(refName.hashCode());
        PipelineRun run = scenario.awaitEnd(run(name, refName, refType));
        assertThat(run.getStatus().phase()).as("%s", run.getStatus()).isEqualTo("Succeeded");
        assertThat(run.getSpec().pipelineSpec().type()).isEqualTo("multi-branch-pipeline");
        assertThat(controller
                        .http()
                        .getText(JenkinsHttpClient.urlPath(scenario.job("web").withBranch(branch.replace("/", "%2F")))
                                + number(run) + "/consoleText"))
                .contains("<" + branch + ">", "PipelineRun " + scenario.namespace + "/" + name);
    }

    private static PipelineSpec described(Pipeline pipeline) {
        ObjectNode spec = Serialization.jsonMapper().valueToTree(pipeline.getSpec());
        spec.withObject("/multi_branch_pipeline").put("description", "another description");
        return Serialization.jsonMapper().convertValue(spec, PipelineSpec.class);
    }
}
