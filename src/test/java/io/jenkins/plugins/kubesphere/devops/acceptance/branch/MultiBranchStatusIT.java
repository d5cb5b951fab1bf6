package io.jenkins.plugins.kubesphere.devops.acceptance.branch;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTargetFactory;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.FakeBranchEngine;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.RequestCounts;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary.Branches;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary.Counts;
import io.jenkins.plugins.kubesphere.devops.engine.summary.LastBuild;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests what the operator does for multi-branch pipelines. The test sets the branches instead of a scan. */
class MultiBranchStatusIT extends AcceptanceTestCase {
    private static final String BRANCHES = "pipeline.devops.kubesphere.io/jenkins-branches";
    private static final String METADATA = "pipeline.devops.kubesphere.io/jenkins-metadata";
    private static final String SCAN_REQUEST = "pipeline.devops.kubesphere.io/request-to-scan";
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private FakeBranchEngine engine;

    @Override
    protected AcceptanceTarget target(AcceptanceTargetFactory targets) {
        return targets.embedded(state).wrapEngine(embeddedEngine -> {
            engine = new FakeBranchEngine(embeddedEngine);
            return engine;
        });
    }

    @Test
    void aWaitingRunStartsWhenItsBranchExists() {
        pipeline();
        PipelineRun run = run("web-1", "feat/x");
        assertThat(scenario.awaitReason(run, "Ready", "BranchNotFound"))
                .isEqualTo("PipelineRun " + scenario.namespace + "/web-1 waits: " + scenario.namespace
                        + "/web (feat/x) does not exist; push the branch");

        engine.addBranch(webJob().withBranch("feat/x"), AcceptanceTestProject.SUCCEEDS);

        PipelineRun ended = scenario.awaitEnd(run);
        assertThat(ended.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(ended.getSpec().pipelineSpec().type()).isEqualTo("multi-branch-pipeline");
        assertThat(scenario.awaitEvents(run, "Started"))
                .contains("Started: Started build 1 of " + scenario.namespace + "/web (feat/x)");
    }

    @Test
    void aRunWithoutABranchNameIsRefused() {
        pipeline();

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web"));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(scenario.awaitReason(run, "Succeeded", "BranchNotNamed"))
                .isEqualTo("PipelineRun " + scenario.namespace + "/web-1: Pipeline " + scenario.namespace
                        + "/web builds branches, and spec.scm.refName is empty; name the branch, tag or pull request to"
                        + " build");
    }

    @Test
    void aRunWithoutABranchNameReadsWhichBranchesThereAre() {
        pipeline();
        engine.setSummary(webJob(), createSummary(7, RunResult.SUCCESS), false);

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web"));

        assertThat(scenario.awaitReason(run, "Succeeded", "BranchNotNamed"))
                .endsWith("/web builds branches, and spec.scm.refName is empty; name the branch, tag or pull request to"
                        + " build, for example feat/0, feat/1, feat/2, feat/3, feat/4");
    }

    /** A Pipeline of one Subversion path has no other branch that a run could name. */
    @Test
    void aRunOfOneSubversionPathBuildsItsOnlyBranch() {
        scenario.awaitReady(scenario.apply(
                Pipeline.class, FakeBranchEngine.PIPELINE.replace("source_type: git", "source_type: single_svn")));
        engine.addBranch(webJob().withBranch("master"), AcceptanceTestProject.SUCCEEDS);

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web"));

        assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(run.getMetadata().getAnnotations()).containsEntry("devops.kubesphere.io/job", "web/master");
        assertThat(scenario.awaitEvents(run, "Started"))
                .contains("Started: Started build 1 of " + scenario.namespace + "/web (master)");
    }

    @Test
    void anAnnotationAsksForOneScan() {
        Pipeline pipeline = pipeline();

        scenario.edit(pipeline, found -> found.getMetadata().getAnnotations().put(SCAN_REQUEST, "72d3162e-cc78-11e3"));

        scenario.await(pipeline, found -> !found.getMetadata().getAnnotations().containsKey(SCAN_REQUEST));
        assertThat(engine.requestedScans()).containsExactly(webJob());
    }

    @Test
    void theConditionShowsTheLastScan() {
        Pipeline pipeline = pipeline();
        assertThat(scenario.awaitReason(pipeline, "Scanned", "NotScanned")).contains("has not ended yet");

        engine.setLastScan(
                webJob(),
                new BranchScan(BranchScan.ScanResult.FAILURE, Optional.of(NOW), "no route to host", 0, List.of(), 0));
        assertThat(scenario.awaitReason(pipeline, "Scanned", "ScanFailed")).contains("no route to host");
        assertThat(scenario.awaitEvents(pipeline, "ScanFailed")).hasSize(1);

        engine.setLastScan(
                webJob(),
                new BranchScan(
                        BranchScan.ScanResult.SUCCESS,
                        Optional.of(NOW),
                        "",
                        2,
                        List.of(new BranchScan.SkippedBranch("bare", "no Jenkinsfile")),
                        7));
        assertThat(scenario.awaitReason(pipeline, "Scanned", "ScanSucceeded"))
                .isEqualTo("2 branches; skipped: bare (no Jenkinsfile) and 6 more");
    }

    /** A scan that waited an hour for the limit of a host looked like one that has just begun. */
    @Test
    void aScanThatRunsForLongIsReportedOnce() {
        Pipeline pipeline = pipeline();
        BranchScan running = BranchScan.running(NOW, "GitHub API Usage: quota is 0. Sleeping 58 min", 3);
        engine.setLastScan(webJob(), running);
        assertThat(scenario.awaitReason(pipeline, "Scanned", "Scanning"))
                .isEqualTo("the repository has been scanned since 2026-11-21T10:00:00Z, and the scan has not ended; the"
                        + " last line of its log: GitHub API Usage: quota is 0. Sleeping 58 min. The jobs of the previous"
                        + " scan are kept (3 branches). If it does not end, see its log in Jenkins, and stop it there");
        assertThat(scenario.client
                        .resource(pipeline)
                        .get()
                        .getStatus()
                        .condition("Scanned")
                        .orElseThrow()
                        .status())
                .isEqualTo("Unknown");
        RequestCounts counts = scenario.target.requests();
        counts.awaitQuiet();
        counts.clear();
        for (int i = 0; i < 20; i++) {
            engine.setLastScan(webJob(), running);
        }
        counts.awaitQuiet();
        assertThat(counts.counts()).isEmpty();
    }

    @Test
    void theAnnotationsAreWrittenOnceAndForeignKeysAreKept() {
        Pipeline pipeline = pipeline();
        scenario.edit(pipeline, found -> found.getMetadata().getAnnotations().put("example.com/mine", "kept"));

        engine.setSummary(webJob(), createSummary(2, RunResult.SUCCESS), false);
        Pipeline shown = awaitAnnotation(pipeline, METADATA, json -> json.contains("\"totalNumberOfBranches\":2"));
        RequestCounts counts = scenario.target.requests();
        counts.awaitQuiet();
        counts.clear();
        for (int i = 0; i < 50; i++) {
            engine.setSummary(webJob(), createSummary(2, RunResult.SUCCESS), i % 2 == 0);
        }
        counts.awaitQuiet();

        assertThat(shown.getMetadata().getAnnotations()).containsEntry("example.com/mine", "kept");
        assertThat(counts.counts()).isEmpty();
    }

    /** Fifty builds cause one write, ten seconds after the first build. */
    @Test
    void changesFromBuildsAreCollectedIntoOneWrite() {
        Pipeline pipeline = pipeline();
        engine.setSummary(webJob(), createSummary(2, RunResult.SUCCESS), false);
        awaitAnnotation(pipeline, BRANCHES, json -> json.contains("SUCCESS"));
        RequestCounts counts = scenario.target.requests();
        counts.awaitQuiet();
        counts.clear();

        for (int i = 0; i < 50; i++) {
            engine.setSummary(webJob(), createSummary(2, i % 2 == 0 ? RunResult.SUCCESS : RunResult.FAILURE), true);
        }
        awaitAnnotation(pipeline, BRANCHES, json -> json.contains("FAILURE"));

        counts.awaitQuiet();
        assertThat(counts.counts()).isEqualTo(Map.of("PATCH pipelines", 1));
    }

    @Test
    void fiveThousandBranchesFitIntoTheAnnotations() {
        Pipeline pipeline = pipeline();
        scenario.edit(
                pipeline, found -> found.getMetadata().getAnnotations().put("example.com/mine", "x".repeat(50_000)));

        engine.setSummary(webJob(), createSummary(5_000, RunResult.SUCCESS), false);

        Pipeline shown = awaitAnnotation(pipeline, METADATA, json -> json.contains("branchesLeftOut"));
        assertThat(shown.getMetadata().getAnnotations().get(METADATA))
                .contains("\"totalNumberOfBranches\":5000", "\"branchesInBrief\":");
        assertThat(shown.getMetadata().getAnnotations().get(BRANCHES))
                .startsWith("[{\"name\":\"feat%2F0\",\"rawName\":\"feat/0\",\"weatherScore\":100,\"latestRun\":");
    }

    private Pipeline pipeline() {
        return scenario.awaitReady(scenario.apply(Pipeline.class, FakeBranchEngine.PIPELINE));
    }

    private JobName webJob() {
        return scenario.job("web");
    }

    private PipelineRun run(String name, String branch) {
        return scenario.createRun(name, RunSpecs.ofBranch("web", new ScmRef("branch", branch)));
    }

    private static JobSummary createSummary(int branches, RunResult result) {
        List<BranchJob> listed = IntStream.range(0, branches)
                .mapToObj(i -> new BranchJob(
                        "feat%2F" + i,
                        "feat/" + i,
                        "",
                        false,
                        false,
                        100,
                        List.of(),
                        Optional.empty(),
                        Optional.of(new LastBuild(1, result, NOW, Optional.of(NOW), List.of("started by alice")))))
                .toList();
        return new JobSummary(
                100,
                OptionalLong.empty(),
                false,
                List.of(),
                Optional.of(new Branches(listed, new Counts(branches, 0, branches), new Counts(0, 0, 0))));
    }

    private Pipeline awaitAnnotation(Pipeline pipeline, String key, Predicate<String> reached) {
        return await("annotation " + key + " has the expected value")
                .until(
                        () -> scenario.client.resource(pipeline).get(),
                        found -> reached.test(
                                found.getMetadata().getAnnotations().getOrDefault(key, "")));
    }
}
