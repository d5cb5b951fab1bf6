package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunJobResolver;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.RunStatusUpdate;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.RunStatusWriter;
import java.time.Duration;
import java.util.Optional;

/**
 * Reports, in the status of an unfinished run that belongs to another instance, that no instance acts on the run, and
 * what a person can do. The run stays unfinished: its build may still run in the other instance, and that instance
 * follows it when it acts again.
 */
final class ForeignRunReporter {
    private final String instanceId;
    private final RunJobResolver jobs;
    private final RunStatusWriter writer;
    private final EventRecorder events;

    ForeignRunReporter(String instanceId, RunJobResolver jobs, RunStatusWriter writer, EventRecorder events) {
        this.instanceId = instanceId;
        this.jobs = jobs;
        this.writer = writer;
        this.events = events;
    }

    /** Writes the status and one Warning Event, unless the status already says it. */
    UpdateControl<PipelineRun> report(PipelineRun run) {
        String message = message(run);
        RunStatusUpdate update = RunStatusUpdate.suspended(ConditionReasons.OTHER_INSTANCE, message, run.getStatus());
        if (writer.isWritten(run, update)) {
            return UpdateControl.noUpdate();
        }
        Optional<Duration> delay = writer.write(run, update);
        if (delay.isPresent()) {
            return UpdateControl.<PipelineRun>noUpdate().rescheduleAfter(delay.get());
        }
        events.warning(
                run, PipelineRuns.isBound(run) ? EventReasons.RETRIEVE_FAILED : EventReasons.TRIGGER_FAILED, message);
        return UpdateControl.noUpdate();
    }

    /** Returns what is known about the build of the run in its own instance. */
    String describeBuild(PipelineRun run) {
        String other = PipelineRuns.annotation(run, RunAnnotations.INSTANCE).orElse("");
        return PipelineRuns.annotation(run, RunAnnotations.RUN_ID)
                .map(id -> "build " + id + " of " + jobs.resolve(run) + " in instance " + other)
                .orElse("a build of " + jobs.resolve(run) + " in instance " + other + ", if it was started there,");
    }

    private String message(PipelineRun run) {
        String other = PipelineRuns.annotation(run, RunAnnotations.INSTANCE).orElse("");
        return PipelineRuns.ref(run) + " belongs to instance " + other + ", but instance " + instanceId
                + " holds the Lease now, and does not act on this run. Start instance " + other + " again; or "
                + takeOver(run)
                + "; or set spec.action to Stop to end the run as Cancelled, but " + describeBuild(run)
                + " may still run; or delete the run";
    }

    private static String takeOver(PipelineRun run) {
        if (!PipelineRuns.isBound(run)) {
            return "annotate the run " + RunAnnotations.TAKE_OVER + "=true to build it here";
        }
        return PipelineRuns.mayTakeOver(run)
                ? "copy its build to this instance, because " + RunAnnotations.TAKE_OVER
                        + "=true has no effect without the build"
                : "annotate the run " + RunAnnotations.TAKE_OVER + "=true if this instance is a copy and has its build";
    }
}
