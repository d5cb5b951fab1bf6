package io.jenkins.plugins.kubesphere.devops.operator.run.control;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.StopLevel;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Stops builds in stronger and stronger ways until they end. The stronger ways are used once
 * for each build. The times are only
 * in memory: after a restart the first way is used again, as if the stop had just been requested.
 */
public final class StopEscalation {
    /** As long as Kubernetes gives a pod by default: {@code finally} and {@code post} have this time to clean up. */
    private static final Duration UNTIL_TERMINATE = Duration.ofSeconds(30);

    private static final Duration UNTIL_KILL = Duration.ofSeconds(60);

    private static final int MAX_RUNS = 10_000;

    private final RunEngine engine;
    private final Clock clock;
    private final BiConsumer<PipelineRun, String> reporter;
    private final Map<String, Measure> lastMeasureByUid = BoundedCollections.map(MAX_RUNS);

    private record Measure(StopLevel level, Instant takenAt) {}

    /** @param reporter is told which stronger way was used, and why */
    public StopEscalation(RunEngine engine, Clock clock, BiConsumer<PipelineRun, String> reporter) {
        this.engine = engine;
        this.clock = clock;
        this.reporter = reporter;
    }

    /**
     * Stops a run that has not ended, or uses the next way if its time has come.
     *
     * @return when to call this again if the run has not ended then; empty if no way is left, or while the run has no
     *     build: the engine stops that as soon as it can
     */
    public Optional<Duration> stop(PipelineRun run, RunSnapshot build) {
        Measure last = lastMeasureByUid.get(uid(run));
        if (last == null || build.number().isEmpty()) {
            take(StopLevel.INTERRUPT, run);
            return build.number().isEmpty() ? Optional.empty() : waitAfter(record(StopLevel.INTERRUPT, run));
        }
        Optional<Duration> left = waitAfter(last);
        if (left.isEmpty() || !left.get().isNegative() && !left.get().isZero()) {
            if (last.level() == StopLevel.INTERRUPT) {
                // The engine ignores a repetition, unless the interruption has failed.
                take(StopLevel.INTERRUPT, run);
            }
            return left;
        }
        StopLevel next = StopLevel.values()[last.level().ordinal() + 1];
        take(next, run);
        reporter.accept(run, describe(next, build.number().getAsInt()));
        return waitAfter(record(next, run));
    }

    /** Forgets a run that has ended, or that is not to be stopped any more. */
    public void forget(PipelineRun run) {
        lastMeasureByUid.remove(uid(run));
    }

    private void take(StopLevel level, PipelineRun run) {
        engine.stop(PipelineRuns.jobOfBuild(run), PipelineRuns.ref(run), level);
    }

    private Measure record(StopLevel level, PipelineRun run) {
        Measure measure = new Measure(level, clock.instant());
        lastMeasureByUid.put(uid(run), measure);
        return measure;
    }

    /** How long from now until the way after this one; empty if there is none. */
    private Optional<Duration> waitAfter(Measure measure) {
        return switch (measure.level()) {
            case INTERRUPT -> Optional.of(timeUntil(measure.takenAt().plus(UNTIL_TERMINATE)));
            case TERMINATE -> Optional.of(timeUntil(measure.takenAt().plus(UNTIL_KILL)));
            case KILL -> Optional.empty();
        };
    }

    private Duration timeUntil(Instant time) {
        return Duration.between(clock.instant(), time);
    }

    private static String describe(StopLevel level, int number) {
        String build = "build " + number + " did not end within ";
        return level == StopLevel.TERMINATE
                ? build + UNTIL_TERMINATE.toSeconds() + " seconds after it was stopped, so its steps were terminated"
                : build + UNTIL_KILL.toSeconds() + " seconds after its steps were terminated, so it was killed";
    }

    private static String uid(PipelineRun run) {
        return run.getMetadata().getUid();
    }
}
