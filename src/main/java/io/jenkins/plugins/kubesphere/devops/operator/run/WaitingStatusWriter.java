package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.StartObstacle;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.RunStatusUpdate;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.RunStatusWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Writes why a run waits, and ends a run that has waited too long for its pipeline. The time in which the run waited
 * for its turn does not count.
 */
final class WaitingStatusWriter {
    private final Duration pipelineTimeout;
    private final RunStatusWriter writer;
    private final FinalRunStatusWriter finalStatus;
    private final EventRecorder events;
    private final WaitDeadlines deadlines;

    /**
     * @param pipelineTimeout how long a run waits for its pipeline before it fails, counted from its first wait
     * @param nanoTime as {@link System#nanoTime}
     */
    WaitingStatusWriter(
            Duration pipelineTimeout,
            RunStatusWriter writer,
            FinalRunStatusWriter finalStatus,
            EventRecorder events,
            LongSupplier nanoTime) {
        this.pipelineTimeout = pipelineTimeout;
        this.writer = writer;
        this.finalStatus = finalStatus;
        this.events = events;
        this.deadlines = new WaitDeadlines(pipelineTimeout, nanoTime);
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
        Duration remaining = deadlines.remaining(run);
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
        deadlines.restart(run);
        String message = PipelineRuns.ref(run) + " waits: " + limit.message();
        UpdateControl<PipelineRun> control = UpdateControl.noUpdate();
        return writer.write(run, RunStatusUpdate.waiting(limit.reason(), message))
                .map(control::rescheduleAfter)
                .orElse(control);
    }
}
