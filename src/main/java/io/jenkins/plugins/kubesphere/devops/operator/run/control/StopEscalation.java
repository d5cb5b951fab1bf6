package io.jenkins.plugins.kubesphere.devops.operator.run.control;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.StopLevel;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Stops builds with a higher and higher {@link StopLevel} until they end. The higher levels are used once for each
 * build. The times are only in memory: after a restart the first level is used again, as if the stop had just been
 * requested. They are not those of the clock of the machine, which may be set meanwhile.
 */
public final class StopEscalation {
    private static final int MAX_RUNS = 10_000;

    private final RunEngine engine;
    private final LongSupplier nanoTime;
    private final BiConsumer<PipelineRun, String> reporter;
    private final Map<String, UsedLevel> lastLevelByUid = BoundedCollections.map(MAX_RUNS);

    /** @param end when the build should have ended */
    private record UsedLevel(StopLevel level, Deadline end) {}

    /**
     * @param nanoTime as {@link System#nanoTime}
     * @param reporter is told which higher level was used, and why
     */
    public StopEscalation(RunEngine engine, LongSupplier nanoTime, BiConsumer<PipelineRun, String> reporter) {
        this.engine = engine;
        this.nanoTime = nanoTime;
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
        StopLevel next = last.level().next().orElseThrow();
        use(next, run);
        reporter.accept(run, describe(last.level(), build.number().getAsInt()));
        return delayUntilNext(record(next, run));
    }

    /** Forgets a run that has ended, or that is not to be stopped any more. */
    public void forget(PipelineRun run) {
        lastLevelByUid.remove(uid(run));
    }

    private void use(StopLevel level, PipelineRun run) {
        engine.stop(PipelineRuns.jobOfBuild(run), PipelineRuns.ref(run), level, PipelineRuns.stoppedBy(run));
    }

    private UsedLevel record(StopLevel level, PipelineRun run) {
        UsedLevel used = new UsedLevel(level, Deadline.after(level.timeout(), nanoTime));
        lastLevelByUid.put(uid(run), used);
        return used;
    }

    /** How long from now until the level after this one; empty if there is none. */
    private Optional<Duration> delayUntilNext(UsedLevel used) {
        return used.level().next().map(next -> used.end().remaining());
    }

    /** @param last the level with which the build did not end */
    private static String describe(StopLevel last, int number) {
        return "build " + number + " did not end within " + last.timeout().toSeconds() + " seconds after "
                + (last == StopLevel.INTERRUPT
                        ? "it was stopped, so its steps were terminated"
                        : "its steps were terminated, so it was killed");
    }

    private static String uid(PipelineRun run) {
        return run.getMetadata().getUid();
    }
}
