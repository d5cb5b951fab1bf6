package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunRequestFactory;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.StartObstacle;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.RunStatusUpdate;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.RunStatusWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Writes why a run waits for its pipeline, and ends a run that has waited too long. */
final class WaitingStatusWriter {
    private final Duration pipelineTimeout;
    private final RunStatusWriter writer;
    private final FinalRunStatusWriter finalStatus;
    private final EventRecorder events;
    private final Clock clock;
    private final Instant startedAt;

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

    /** Makes a run wait until the obstacle is gone, or fails it after the timeout. */
    UpdateControl<PipelineRun> waitFor(PipelineRun run, StartObstacle obstacle) {
        String message = PipelineRuns.ref(run) + " waits: " + obstacle.message();
        Duration remaining = Duration.between(clock.instant(), deadline(run));
        if (remaining.isNegative() || remaining.isZero()) {
            return finalStatus.failTimedOut(run, obstacle.reason(), message, pipelineTimeout);
        }
        Optional<Duration> delay = writer.write(run, RunStatusUpdate.waiting(obstacle.reason(), message));
        if (delay.isEmpty()) {
            events.warning(run, EventReasons.TRIGGER_FAILED, message);
        }
        return UpdateControl.<PipelineRun>noUpdate().rescheduleAfter(delay.orElse(remaining));
    }

    private Instant deadline(PipelineRun run) {
        Instant created = RunRequestFactory.createdAt(run);
        return (created.isAfter(startedAt) ? created : startedAt).plus(pipelineTimeout);
    }
}
