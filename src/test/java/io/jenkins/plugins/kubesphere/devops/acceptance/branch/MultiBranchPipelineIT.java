package io.jenkins.plugins.kubesphere.devops.acceptance.branch;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.RepositoryTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.RequestCounts;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests multi-branch pipelines of a real repository, on a real Jenkins. */
class MultiBranchPipelineIT extends RepositoryTestCase {
    private static final String BRANCHES = "pipeline.devops.kubesphere.io/jenkins-branches";
    private static final String METADATA = "pipeline.devops.kubesphere.io/jenkins-metadata";

    @BeforeEach
    void commitBranches() {
        git.commit("main", "Jenkinsfile", JENKINSFILE);
        git.commit("feat/x", "Jenkinsfile", JENKINSFILE);
        git.commit("中文测试分支", "Jenkinsfile", JENKINSFILE);
        git.commit("bare", "README", "no Jenkinsfile here");
        git.tag("v1", "main");
    }

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
    void branchesAndMetadataAreAnnotations() throws IOException {
        Pipeline pipeline = awaitFirstScan(pipeline("web"));
        awaitFirstBuilds();
        scenario.awaitEnd(run("web-1", "feat/x", "branch"));

        JsonNode branches = awaitAnnotation(
                pipeline,
                BRANCHES,
                json ->
                        !branch(json, "feat%2Fx")
                                        .path("latestRun")
                                        .path("causes")
                                        .findValuesAsText("shortDescription")
                                        .stream()
                                        .filter(cause -> cause.contains("web-1"))
                                        .toList()
                                        .isEmpty()
                                && "FINISHED"
                                        .equals(branch(json, "feat%2Fx")
                                                .path("latestRun")
                                                .path("state")
                                                .asText()));

        assertThat(StreamSupport.stream(branches.spliterator(), false)
                        .map(branch -> branch.path("rawName").asText()))
                .containsExactlyInAnyOrder("main", "feat/x", "中文测试分支", "v1");
        JsonNode latest = branch(branches, "feat%2Fx").path("latestRun");
        assertThat(latest.path("result").asText()).isEqualTo("SUCCESS");
        assertThat(latest.path("pipeline").asText()).isEqualTo("feat%2Fx");
        assertThat(latest.path("id").asText()).isEqualTo("2");
        JsonNode metadata = awaitAnnotation(
                pipeline,
                METADATA,
                json -> json.path("numberOfSuccessfulBranches").asInt() == 3);
        assertThat(metadata.path("totalNumberOfBranches").asInt()).isEqualTo(4);
        assertThat(metadata.path("scmSource").path("id").asText()).isEqualTo("git");
        assertThat(metadata.path("scriptPath").asText()).isEqualTo("Jenkinsfile");
        assertThat(metadata.path("weatherScore").asInt()).isEqualTo(100);
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

    /** The branches annotation is written again ten seconds after the start of the build. */
    @Test
    void aShortRunOfABranchNeedsOneMoreWriteThanOtherRuns() {
        Pipeline pipeline = awaitFirstScan(pipeline("web"));
        awaitFirstBuilds();
        awaitAnnotation(
                pipeline,
                METADATA,
                json -> json.path("numberOfSuccessfulBranches").asInt() == 3);
        RequestCounts counts = scenario.target.requests();
        counts.awaitQuiet();
        counts.clearAndLimitTo(scenario.namespace);

        scenario.awaitEnd(run("web-1", "feat/x", "branch"));
        awaitAnnotation(
                pipeline,
                BRANCHES,
                json -> branch(json, "feat%2Fx").path("latestRun").path("id").asInt() == 2);

        counts.awaitQuiet();
        System.out.print("A short run of a branch:\n" + counts.table(1));
        assertThat(counts.total("PATCH pipelines")).as("%s", counts.counts()).isEqualTo(1);
        assertThat(counts.total()).as("%s", counts.counts()).isLessThanOrEqualTo(8);
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

    /** Jenkins builds the branches that it finds, but not the tags. */
    private void awaitFirstBuilds() {
        await("new branches are built").until(this::builds, List.of(1, 1, 0, 1)::equals);
    }

    private static PipelineSpec described(Pipeline pipeline) {
        ObjectNode spec = Serialization.jsonMapper().valueToTree(pipeline.getSpec());
        spec.withObject("/multi_branch_pipeline").put("description", "another description");
        return Serialization.jsonMapper().convertValue(spec, PipelineSpec.class);
    }

    /** Numbers of builds of feat/x, main, v1 and the branch with a Chinese name. */
    private List<Integer> builds() {
        return builds("feat%2Fx", "main", "v1", "中文测试分支");
    }

    private JsonNode awaitAnnotation(Pipeline pipeline, String key, Predicate<JsonNode> reached) {
        return await("annotation " + key + " has the expected value")
                .until(
                        () -> annotation(scenario.client.resource(pipeline).get(), key),
                        json -> json != null && reached.test(json));
    }

    private static JsonNode annotation(Pipeline pipeline, String key) {
        Map<String, String> annotations = pipeline.getMetadata().getAnnotations();
        try {
            return annotations == null || annotations.get(key) == null
                    ? null
                    : new ObjectMapper().readTree(annotations.get(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode branch(JsonNode branches, String name) {
        return StreamSupport.stream(branches.spliterator(), false)
                .filter(branch -> name.equals(branch.path("name").asText()))
                .findFirst()
                .orElse(new ObjectMapper().createObjectNode());
    }
}
