package io.jenkins.plugins.kubesphere.devops.operator.run.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissedBuildCutoffTest {
    private static final JobName PIPELINE = new JobName("shop", "web");
    private static final JobName MAIN = PIPELINE.withBranch("main");
    private static final JobName NEW = PIPELINE.withBranch("new");
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final Instant LAST_WEEK = NOW.minus(Duration.ofDays(7));

    /** All runs of the pipeline. */
    private final List<PipelineRun> runs = new ArrayList<>();

    private int reads;
    private final MissedBuildCutoff cutoff = new MissedBuildCutoff(
            pipeline -> {
                reads++;
                return runs.stream();
            },
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void eachBranchCountsFromItsOwnNewestRun() {
        addRun(MAIN, LAST_WEEK.minusSeconds(9));
        addRun(MAIN, LAST_WEEK);

        assertThat(cutoff.startOf(MAIN)).isEqualTo(LAST_WEEK);
        assertThat(cutoff.startOf(NEW)).isEqualTo(YESTERDAY);
        assertThat(reads).as("the runs are read once for all branches").isEqualTo(1);
    }

    @Test
    void aRunMayHaveTheNameOfTheJobOfItsBranch() {
        addRun(PIPELINE.withBranch("feat%2Fx"), LAST_WEEK);

        assertThat(cutoff.startOf(PIPELINE.withBranch("feat/x"))).isEqualTo(LAST_WEEK);
    }

    @Test
    void aNewRunDoesNotShortenThePeriodToLessThanADay() {
        addRun(PIPELINE, NOW.minusSeconds(1));

        assertThat(cutoff.startOf(PIPELINE)).isEqualTo(YESTERDAY);
    }

    /** The import of an old build failed, that of a later one succeeded, and the old one was not looked for any more. */
    @Test
    void anImportedRunDoesNotHideAnOlderBuild() {
        addRun(PIPELINE, LAST_WEEK);
        cutoff.startOf(PIPELINE);
        addRun(PIPELINE, LAST_WEEK.plusSeconds(90_000));

        assertThat(cutoff.startOf(PIPELINE)).isEqualTo(LAST_WEEK);
    }

    /** All builds of the time in which the Pipeline wanted no runs were imported when it wanted them again. */
    @Test
    void ofAPipelineThatBeginsAgainNoEarlierBuildWasMissed() {
        addRun(MAIN, LAST_WEEK);
        cutoff.startOf(MAIN);

        cutoff.beginAgain(PIPELINE);

        assertThat(cutoff.startOf(MAIN)).isEqualTo(NOW);
        assertThat(cutoff.startOf(NEW)).isEqualTo(NOW);
    }

    private void addRun(JobName job, Instant createdAt) {
        PipelineRun run = new PipelineRun();
        run.getMetadata().setNamespace(job.folder());
        run.getMetadata().setCreationTimestamp(createdAt.toString());
        run.setSpec(
                job.hasBranch() ? RunSpecs.ofBranch(job.job(), new ScmRef("", job.branch())) : RunSpecs.of(job.job()));
        runs.add(run);
    }
}
