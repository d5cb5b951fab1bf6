package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunJobResolver;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunRequestFactory;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.RunStatusUpdate;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.RunStatusWriter;
import io.jenkins.plugins.kubesphere.devops.operator.sync.RefusalReasonMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Writes why a run waits for its pipeline, and ends a run that has waited too long. */
final class WaitingStatusWriter {
    private final Duration pipelineTimeout;
    private final RunJobResolver jobs;
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
            RunJobResolver jobs,
            RunStatusWriter writer,
            FinalRunStatusWriter finalStatus,
            EventRecorder events,
            Clock clock) {
        this.pipelineTimeout = pipelineTimeout;
        this.jobs = jobs;
        this.writer = writer;
        this.finalStatus = finalStatus;
        this.events = events;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /**
     * Makes a run wait because the engine refused to start it and may accept it later, or fails it after the timeout.
     */
    UpdateControl<PipelineRun> waitForPipeline(PipelineRun run, EngineRefusalException refusal) {
        Optional<Pipeline> pipeline = jobs.pipeline(run);
        String reason = pipeline.isPresent() ? RefusalReasonMapper.map(refusal) : ConditionReasons.PIPELINE_NOT_FOUND;
        String message = PipelineRuns.ref(run) + " waits: "
                + pipeline.map(found -> waitReason(found, refusal))
                        .orElseGet(() -> "there is no Pipeline " + PipelineRuns.jobOfPipeline(run)
                                + "; create it, or correct spec.pipelineRef.name");
        Duration remaining = Duration.between(clock.instant(), deadline(run));
        if (remaining.isNegative() || remaining.isZero()) {
            return finalStatus.failTimedOut(run, reason, message, pipelineTimeout);
        }
        Optional<Duration> delay = writer.write(run, RunStatusUpdate.waiting(reason, message));
        if (delay.isEmpty()) {
            events.warning(run, EventReasons.TRIGGER_FAILED, message);
        }
        return UpdateControl.<PipelineRun>noUpdate().rescheduleAfter(delay.orElse(remaining));
    }

    /**
     * Returns why the pipeline cannot be built: the message of the condition Ready of the Pipeline if the Pipeline is
     * not ready, else the message of the engine.
     */
    private static String waitReason(Pipeline pipeline, EngineRefusalException refusal) {
        return pipeline.getStatus()
                .condition(ConditionTypes.READY)
                .filter(ready -> !ready.statusIsTrue() && ready.message() != null)
                .map(Condition::message)
                .orElse(refusal.getMessage());
    }

    private Instant deadline(PipelineRun run) {
        Instant created = RunRequestFactory.createdAt(run);
        return (created.isAfter(startedAt) ? created : startedAt).plus(pipelineTimeout);
    }
}
