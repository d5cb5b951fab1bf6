package io.jenkins.plugins.kubesphere.devops.engine.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunJobResolverTest {
    private static final JobName WEB = new JobName("demo", "web");

    @ParameterizedTest
    @CsvSource({
        "feat/x, feat/x",
        "feat%2Fx, feat%2Fx",
        "中文测试分支, 中文测试分支",
        "refs/heads/feat/x, feat/x",
        "refs/tags/v1, v1",
        "PR-12, PR-12",
        "MR-3, MR-3",
    })
    void theBranchIsThatOfTheRun(String refName, String branch) {
        assertThat(jobsOf("multi-branch-pipeline").resolve(run(refName))).isEqualTo(WEB.withBranch(branch));
    }

    @Test
    void aRegularPipelineHasNoBranches() {
        assertThat(jobsOf("pipeline").resolve(run("feat/x"))).isEqualTo(WEB);
        assertThat(jobsOf("pipeline").lacksBranch(run(null))).isFalse();
    }

    /** The pipeline may have had another type when the run was started. */
    @Test
    void theBranchOfARunIsUsedForAnyTypeOfPipeline() {
        assertThat(PipelineRuns.jobOfBuild(run("feat/x"))).isEqualTo(WEB.withBranch("feat/x"));
        assertThat(PipelineRuns.jobOfBuild(run(null))).isEqualTo(WEB);
    }

    @Test
    void theBranchOfARunIsUsedIfThePipelineIsUnknown() {
        RunJobResolver jobs = new RunJobResolver(job -> Optional.empty());

        assertThat(jobs.resolve(run("feat/x"))).isEqualTo(WEB.withBranch("feat/x"));
        assertThat(jobs.lacksBranch(run(null))).isFalse();
    }

    @Test
    void aMultiBranchPipelineNeedsABranch() {
        assertThat(jobsOf("multi-branch-pipeline").lacksBranch(run(null))).isTrue();
        assertThat(jobsOf("multi-branch-pipeline").lacksBranch(run(""))).isTrue();
        assertThat(jobsOf("multi-branch-pipeline").lacksBranch(run("main"))).isFalse();
    }

    @Test
    void aPipelineOfOneSubversionPathHasOneBranch() {
        RunJobResolver jobs = jobsOf(new PipelineSpec("multi-branch-pipeline", null, source("single_svn")));

        assertThat(jobs.findOnlyBranch(run(null))).contains(WEB.withBranch("master"));
        assertThat(jobs.findOnlyBranch(run("trunk"))).isEmpty();
    }

    @Test
    void aPipelineOfAnotherSourceHasNoOnlyBranch() {
        assertThat(jobsOf(new PipelineSpec("multi-branch-pipeline", null, source("svn")))
                        .findOnlyBranch(run(null)))
                .isEmpty();
        assertThat(jobsOf("pipeline").findOnlyBranch(run(null))).isEmpty();
    }

    private static MultiBranchPipeline source(String type) {
        return new MultiBranchPipeline(
                "web", null, null, null, type, "Jenkinsfile", null, null, null, null, null, null, null);
    }

    @ParameterizedTest
    @CsvSource({
        "feat/x, feat/x, true",
        "feat/x, feat%2Fx, true",
        "feat%2Fx, feat/x, true",
        "feat/x, refs/heads/feat/x, true",
        "a+b, a%2Bb, true",
        "100%, 100%, true",
        "feat/x, feat/X, false",
        "main, feat/x, false",
    })
    void differentNamesOfOneBranchAreEqual(String branch, String other, boolean same) {
        RunJobResolver jobs = jobsOf("multi-branch-pipeline");

        assertThat(jobs.isBuiltBy(run(other), WEB.withBranch(branch))).isEqualTo(same);
    }

    private static RunJobResolver jobsOf(String type) {
        return jobsOf(new PipelineSpec(type, null, null));
    }

    private static RunJobResolver jobsOf(PipelineSpec spec) {
        Pipeline pipeline = new Pipeline();
        pipeline.setSpec(spec);
        return new RunJobResolver(job -> Optional.of(pipeline).filter(found -> job.equals(WEB)));
    }

    private static PipelineRun run(String refName) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(
                new ObjectMetaBuilder().withNamespace("demo").withName("web-1").build());
        run.setSpec(new PipelineRunSpec(
                RunSpecs.reference("web"),
                List.of(),
                refName == null ? null : new ScmRef("branch", refName),
                null,
                null));
        return run;
    }
}
