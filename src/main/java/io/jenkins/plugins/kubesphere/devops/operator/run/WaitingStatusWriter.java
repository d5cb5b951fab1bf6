package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunRequestFactory;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.StartObstacle;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.RunStatusUpdate;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.RunStatusWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes why a run waits, and ends a run that has waited too long for its pipeline. The time in which the run waited
 * for its turn does not count.
 */
final class WaitingStatusWriter {
    private static final int MAX_REMEMBERED = 100_000;

    private final Duration pipelineTimeout;
    private final RunStatusWriter writer;
    private final FinalRunStatusWriter finalStatus;
    private final EventRecorder events;
    private final Clock clock;
    private final Instant startedAt;
    /** When a run waited for its turn last, by UID. */
    private final Map<String, Instant> lastThrottled = BoundedCollections.map(MAX_REMEMBERED);

    /**
     * @param pipelineTimeout how long a run waits for its pipeline before it fails, counted from its creation, or from
     *     the creation of this writer if that was later
     */
    WaitingStatusWriter(
            Duration pipelineTimeout,
            RunStatusWriter writer,
            FinalRunStatusWriter finalStatus,
            EventRecorder events,
            Clock clock) {
        this.pipelineTimeout = pipelineTimeout;
        this.writer = writer;
        this.finalStatus = finalStatus;
        this.events = events;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /**
     * Makes a run wait until the obstacle is gone, or fails it after the timeout. Something else causes its reconcile.
     */
    UpdateControl<PipelineRun> waitFor(PipelineRun run, StartObstacle obstacle) {
        return waitFor(run, obstacle, pipelineTimeout);
    }

    /** Makes a run wait, like {@link #waitFor(PipelineRun, StartObstacle)}, and reconciles it after the interval. */
    UpdateControl<PipelineRun> waitFor(PipelineRun run, StartObstacle obstacle, Duration retryInterval) {
        String message = PipelineRuns.ref(run) + " waits: " + obstacle.message();
        Duration remaining = Duration.between(clock.instant(), deadline(run));
        if (remaining.isNegative() || remaining.isZero()) {
            return finalStatus.failTimedOut(run, obstacle.reason(), message, pipelineTimeout);
        }
        Optional<Duration> delay = writer.write(run, RunStatusUpdate.waiting(obstacle.reason(), message));
        if (delay.isEmpty()) {
            events.warning(run, EventReasons.TRIGGER_FAILED, message);
        }
        return UpdateControl.<PipelineRun>noUpdate()
                .rescheduleAfter(delay.orElse(retryInterval.compareTo(remaining) < 0 ? retryInterval : remaining));
    }

    /** Makes a run wait until other runs have ended, however long that takes. Something else causes its reconcile. */
    UpdateControl<PipelineRun> waitForTurn(PipelineRun run, StartObstacle limit) {
        lastThrottled.put(run.getMetadata().getUid(), clock.instant());
        String message = PipelineRuns.ref(run) + " waits: " + limit.message();
        UpdateControl<PipelineRun> control = UpdateControl.noUpdate();
        return writer.write(run, RunStatusUpdate.waiting(limit.reason(), message))
                .map(control::rescheduleAfter)
                .orElse(control);
    }

    private Instant deadline(PipelineRun run) {
        Instant from = Stream.of(
                        RunRequestFactory.createdAt(run),
                        startedAt,
                        lastThrottled.getOrDefault(run.getMetadata().getUid(), startedAt))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return from.plus(pipelineTimeout);
    }
}
