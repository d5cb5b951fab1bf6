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
 * Stops builds with a higher and higher {@link StopLevel} until they end. The higher levels are used once for each
 * build. The times are only in memory: after a restart the first level is used again, as if the stop had just been
 * requested.
 */
public final class StopEscalation {
    /** As long as Kubernetes gives a pod by default: {@code finally} and {@code post} have this time to clean up. */
    private static final Duration TERMINATE_AFTER_INTERRUPT = Duration.ofSeconds(30);

    private static final Duration KILL_AFTER_TERMINATE = Duration.ofSeconds(60);

    private static final int MAX_RUNS = 10_000;

    private final RunEngine engine;
    private final Clock clock;
    private final BiConsumer<PipelineRun, String> reporter;
    private final Map<String, UsedLevel> lastLevelByUid = BoundedCollections.map(MAX_RUNS);

    private record UsedLevel(StopLevel level, Instant at) {}

    /** @param reporter is told which higher level was used, and why */
    public StopEscalation(RunEngine engine, Clock clock, BiConsumer<PipelineRun, String> reporter) {
        this.engine = engine;
        this.clock = clock;
        this.reporter = reporter;
    }

    /**
     * Stops a run that has not ended, or uses the next level if its time has come.
     *
     * @return when to call this again if the run has not ended then; empty if no level is left, or while the run has no
     *     build: the engine stops that as soon as it can
     */
    public Optional<Duration> stop(PipelineRun run, RunSnapshot build) {
        UsedLevel last = lastLevelByUid.get(uid(run));
        if (last == null || build.number().isEmpty()) {
            use(StopLevel.INTERRUPT, run);
            return build.number().isEmpty() ? Optional.empty() : delayUntilNext(record(StopLevel.INTERRUPT, run));
        }
        Optional<Duration> left = delayUntilNext(last);
        boolean isNextDue =
                left.filter(delay -> delay.isZero() || delay.isNegative()).isPresent();
        if (!isNextDue) {
            if (last.level() == StopLevel.INTERRUPT) {
                // The engine ignores a repetition, unless the interruption has failed.
                use(StopLevel.INTERRUPT, run);
            }
            return left;
        }
        StopLevel next = StopLevel.values()[last.level().ordinal() + 1];
        use(next, run);
        reporter.accept(run, describe(next, build.number().getAsInt()));
        return delayUntilNext(record(next, run));
    }

    /** Forgets a run that has ended, or that is not to be stopped any more. */
    public void forget(PipelineRun run) {
        lastLevelByUid.remove(uid(run));
    }

    private void use(StopLevel level, PipelineRun run) {
        engine.stop(PipelineRuns.jobOfBuild(run), PipelineRuns.ref(run), level);
    }

    private UsedLevel record(StopLevel level, PipelineRun run) {
        UsedLevel used = new UsedLevel(level, clock.instant());
        lastLevelByUid.put(uid(run), used);
        return used;
    }

    /** How long from now until the level after this one; empty if there is none. */
    private Optional<Duration> delayUntilNext(UsedLevel used) {
        return switch (used.level()) {
            case INTERRUPT -> Optional.of(timeUntil(used.at().plus(TERMINATE_AFTER_INTERRUPT)));
            case TERMINATE -> Optional.of(timeUntil(used.at().plus(KILL_AFTER_TERMINATE)));
            case KILL -> Optional.empty();
        };
    }

    private Duration timeUntil(Instant time) {
        return Duration.between(clock.instant(), time);
    }

    private static String describe(StopLevel level, int number) {
        String build = "build " + number + " did not end within ";
        return level == StopLevel.TERMINATE
                ? build + TERMINATE_AFTER_INTERRUPT.toSeconds()
                        + " seconds after it was stopped, so its steps were terminated"
                : build + KILL_AFTER_TERMINATE.toSeconds()
                        + " seconds after its steps were terminated, so it was killed";
    }

    private static String uid(PipelineRun run) {
        return run.getMetadata().getUid();
    }
}
