package io.jenkins.plugins.kubesphere.devops.operator.run.imports;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunRequestFactory;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Knows since when the builds of a job or a branch count as missed: since its newest run, or since yesterday if that is
 * earlier. So a pipeline that existed before this operator does not get its whole history. The answer stays the same,
 * because the run of a build that is imported would hide older builds whose import failed. Thread-safe.
 */
final class MissedPeriods {
    private static final Duration AT_LEAST = Duration.ofDays(1);
    private static final int MAX_JOBS = 100_000;

    private final Function<JobName, Stream<PipelineRun>> runs;
    private final Clock clock;
    private final Map<JobName, Instant> starts = BoundedCollections.map(MAX_JOBS);

    /** @param runs returns the known runs of a job or a branch */
    MissedPeriods(Function<JobName, Stream<PipelineRun>> runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    /** Returns since when the builds of a job, or of one branch, count as missed. */
    Instant startOf(JobName job) {
        Instant known = starts.get(job);
        if (known != null) {
            return known;
        }
        Instant start = newestRunOrYesterday(job);
        starts.put(job, start);
        return start;
    }

    /** Forgets a pipeline with all its branches: builds of the time until the next call were not missed. */
    void forget(JobName pipeline) {
        synchronized (starts) {
            starts.keySet().removeIf(job -> job.withoutBranch().equals(pipeline));
        }
    }

    private Instant newestRunOrYesterday(JobName job) {
        Instant yesterday = clock.instant().minus(AT_LEAST);
        return runs.apply(job)
                .map(RunRequestFactory::createdAt)
                .max(Instant::compareTo)
                .filter(yesterday::isAfter)
                .orElse(yesterday);
    }
}
