package io.jenkins.plugins.kubesphere.devops.operator.run.imports;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunRequestFactory;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Knows since when the builds of a job or a branch count as missed: since its newest run was created, but at least since
 * 24 hours ago. So a pipeline that existed before this operator does not get its whole history. The answer stays the same,
 * because the run of a build that is imported would hide older builds whose import failed. Thread-safe.
 */
final class MissedBuildCutoff {
    private static final Duration AT_LEAST = Duration.ofDays(1);
    private static final int MAX_PIPELINES = 100_000;

    private final Function<JobName, Stream<PipelineRun>> runs;
    private final Clock clock;
    private final Map<JobName, Period> periods = BoundedCollections.map(MAX_PIPELINES);

    /**
     * Of one pipeline.
     *
     * @param latestStart since when builds count as missed at the latest
     * @param newestRuns when the newest run of each job or branch was created
     */
    private record Period(Instant latestStart, Map<JobName, Instant> newestRuns) {
        Instant startOf(JobName job) {
            Stream<Instant> newest =
                    job.hasBranch() ? Stream.ofNullable(newestRuns.get(decoded(job))) : newestRuns.values().stream();
            return newest.max(Comparator.naturalOrder())
                    .filter(latestStart::isAfter)
                    .orElse(latestStart);
        }
    }

    /** @param runs returns the known runs of a pipeline and of all its branches */
    MissedBuildCutoff(Function<JobName, Stream<PipelineRun>> runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    /** Returns since when the builds of a job, or of one branch, count as missed. */
    Instant startOf(JobName job) {
        return periods.computeIfAbsent(job.withoutBranch(), this::read).startOf(job);
    }

    /** Begins again with a pipeline and all its branches: builds that started before now were not missed. */
    void beginAgain(JobName pipeline) {
        periods.put(pipeline, new Period(clock.instant(), Map.of()));
    }

    /** Reads the runs once for all branches: there may be thousands of both. */
    private Period read(JobName pipeline) {
        return new Period(
                clock.instant().minus(AT_LEAST),
                runs.apply(pipeline)
                        .collect(Collectors.toMap(
                                run -> decoded(PipelineRuns.jobOfBuild(run)),
                                RunRequestFactory::createdAt,
                                BinaryOperator.maxBy(Comparator.naturalOrder()))));
    }

    /** A run may have the name of its branch, or that of the job of the branch. */
    private static JobName decoded(JobName job) {
        return job.hasBranch() ? job.withBranch(JobName.decodeBranch(job.branch())) : job;
    }
}
