package io.jenkins.plugins.kubesphere.devops.operator.run.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class MissedPeriodsTest {
    private static final JobName PIPELINE = new JobName("shop", "web");
    private static final JobName MAIN = PIPELINE.withBranch("main");
    private static final JobName NEW = PIPELINE.withBranch("new");
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final Instant LAST_WEEK = NOW.minus(Duration.ofDays(7));

    private final Map<JobName, List<PipelineRun>> runs = new ConcurrentHashMap<>();
    private final MissedPeriods periods =
            new MissedPeriods(job -> runs.getOrDefault(job, List.of()).stream(), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void eachBranchCountsFromItsOwnNewestRun() {
        runs.put(MAIN, List.of(createdAt(LAST_WEEK.minusSeconds(9)), createdAt(LAST_WEEK)));

        assertThat(periods.startOf(MAIN)).isEqualTo(LAST_WEEK);
        assertThat(periods.startOf(NEW)).isEqualTo(YESTERDAY);
    }

    @Test
    void aNewRunDoesNotShortenThePeriodToLessThanADay() {
        runs.put(PIPELINE, List.of(createdAt(NOW.minusSeconds(1))));

        assertThat(periods.startOf(PIPELINE)).isEqualTo(YESTERDAY);
    }

    /** The import of an old build failed, that of a later one succeeded, and the old one was not looked for any more. */
    @Test
    void anImportedRunDoesNotHideAnOlderBuild() {
        runs.put(PIPELINE, List.of(createdAt(LAST_WEEK)));
        periods.startOf(PIPELINE);
        runs.put(PIPELINE, List.of(createdAt(LAST_WEEK), createdAt(LAST_WEEK.plusSeconds(90_000))));

        assertThat(periods.startOf(PIPELINE)).isEqualTo(LAST_WEEK);
    }

    @Test
    void aForgottenPipelineBeginsAgainWithAllItsBranches() {
        runs.put(MAIN, List.of(createdAt(LAST_WEEK)));
        periods.startOf(MAIN);
        runs.clear();

        periods.forget(PIPELINE);

        assertThat(periods.startOf(MAIN)).isEqualTo(YESTERDAY);
    }

    private static PipelineRun createdAt(Instant time) {
        PipelineRun run = new PipelineRun();
        run.getMetadata().setCreationTimestamp(time.toString());
        return run;
    }
}
