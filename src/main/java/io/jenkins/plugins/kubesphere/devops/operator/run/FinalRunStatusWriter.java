package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.RunPhases;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunJobResolver;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.RunWaitlist;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.RunStatusUpdate;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.RunStatusWriter;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunStoreWriter;
import io.jenkins.plugins.kubesphere.devops.operator.sync.RefusalReasonMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Ends runs that get no build, or whose build cannot be followed any more: ends what is stored of their stages, and
 * writes the final status with a reason, and a Warning Event if the run failed.
 */
final class FinalRunStatusWriter {
    private final String instanceId;
    private final RunJobResolver jobs;
    private final RunWaitlist waitlist;
    private final RunStoreWriter store;
    private final RunStatusWriter writer;
    private final EventRecorder events;
    private final Clock clock;

    /** @param waitlist a run that has ended is removed from it */
    FinalRunStatusWriter(
            String instanceId,
            RunJobResolver jobs,
            RunWaitlist waitlist,
            RunStoreWriter store,
            RunStatusWriter writer,
            EventRecorder events,
            Clock clock) {
        this.instanceId = instanceId;
        this.jobs = jobs;
        this.waitlist = waitlist;
        this.store = store;
        this.writer = writer;
        this.events = events;
        this.clock = clock;
    }

    /** Fails a run that names no Pipeline, or none that can exist. */
    UpdateControl<PipelineRun> failWithoutPipelineName(PipelineRun run) {
        String name = run.getSpec().pipelineRef().name();
        String problem = name == null || name.isBlank()
                ? "spec.pipelineRef.name is empty"
                : "spec.pipelineRef.name \"" + name + "\" is not a name that a Pipeline can have";
        return end(
                run,
                RunPhases.FAILED,
                ConditionReasons.PIPELINE_REF_MISSING,
                PipelineRuns.ref(run) + ": " + problem + "; name the Pipeline to run");
    }

    /**
     * Fails a run of a multi-branch pipeline that names no branch.
     *
     * @param branches examples for the message; empty if none is known
     */
    UpdateControl<PipelineRun> failWithoutBranch(PipelineRun run, List<String> branches) {
        return end(
                run,
                RunPhases.FAILED,
                ConditionReasons.BRANCH_NOT_NAMED,
                PipelineRuns.ref(run) + ": Pipeline " + PipelineRuns.jobOfPipeline(run)
                        + " builds branches, and spec.scm.refName is empty;"
                        + " name the branch, tag or pull request to build"
                        + (branches.isEmpty() ? "" : ", for example " + String.join(", ", branches)));
    }

    /** Fails a run that the engine refuses to start, and would refuse again. */
    UpdateControl<PipelineRun> failRefused(PipelineRun run, EngineRefusalException refusal) {
        return end(run, RunPhases.FAILED, RefusalReasonMapper.map(refusal), refusal.getMessage());
    }

    /**
     * Fails a run that has waited too long for its pipeline.
     *
     * @param message what the run waited for
     */
    UpdateControl<PipelineRun> failTimedOut(PipelineRun run, String reason, String message, Duration timeout) {
        return end(run, RunPhases.FAILED, reason, message + " (gave up after " + timeout.toSeconds() + " s)");
    }

    /** Ends a run that was bound to a build, and whose build was deleted. It is never built a second time. */
    UpdateControl<PipelineRun> endBuildDeleted(PipelineRun run) {
        return endBuildDeleted(
                run, PipelineRuns.annotation(run, RunAnnotations.RUN_ID).orElse(""));
    }

    /**
     * Ends a run whose build was deleted, also before the run was bound to it. It is never built a second time.
     *
     * @param deleted what the engine remembers of the build
     */
    UpdateControl<PipelineRun> endBuildDeleted(PipelineRun run, RunSnapshot deleted) {
        return endBuildDeleted(run, Integer.toString(deleted.number().orElseThrow()));
    }

    private UpdateControl<PipelineRun> endBuildDeleted(PipelineRun run, String id) {
        return end(
                run,
                RunPhases.UNKNOWN,
                ConditionReasons.BUILD_DELETED,
                PipelineRuns.ref(run) + ": build " + id + " of " + jobs.resolve(run)
                        + " was deleted before its result was read; create a new run");
    }

    /**
     * Ends a run that ks-devops started, or that was created for a build, and whose build this Jenkins does not have.
     * It is not built a second time.
     */
    UpdateControl<PipelineRun> endBuildNotFound(PipelineRun run) {
        return end(
                run,
                RunPhases.UNKNOWN,
                ConditionReasons.BUILD_NOT_FOUND,
                PipelineRuns.ref(run)
                        + (PipelineRuns.isImported(run)
                                ? ": the run was created for build "
                                : ": ks-devops started build ")
                        + PipelineRuns.annotation(run, RunAnnotations.RUN_ID).orElse("") + " of " + jobs.resolve(run)
                        + ", and this Jenkins has no such build: it was deleted, belongs to another run, or is in"
                        + " another Jenkins; create a new run to build again");
    }

    /**
     * Ends a run whose result ks-devops has written, but not that it has ended: it never did that for some results.
     *
     * @param succeeded the condition with the result
     */
    UpdateControl<PipelineRun> endAsReported(PipelineRun run, Condition succeeded) {
        String message = PipelineRuns.ref(run) + ": ks-devops wrote this result, and not that the run has ended";
        waitlist.remove(PipelineRuns.jobOfPipeline(run), PipelineRuns.ref(run));
        Instant now = clock.instant();
        store.closeStored(run, run.getStatus().phase(), now);
        writer.write(run, RunStatusUpdate.endedAsReported(succeeded, message, run.getStatus(), now));
        return UpdateControl.noUpdate();
    }

    /** Ends a run that a backup tool restored. It may have been built before, and is not built a second time. */
    UpdateControl<PipelineRun> endRestored(PipelineRun run) {
        return end(
                run,
                RunPhases.UNKNOWN,
                ConditionReasons.RESTORED_RUN,
                PipelineRuns.ref(run) + " was restored from a backup (label " + Labels.VELERO_RESTORE
                        + "), so it is not built, because it may have been built before. To build it, create a copy of"
                        + " it under another name, without this label. To keep the results of runs, restore them with"
                        + " their status: velero restore create"
                        + " --status-include-resources=pipelineruns.devops.kubesphere.io");
    }

    /**
     * Cancels a run that another instance has claimed, because a person wants to stop it. That instance does not hold
     * the Lease, so it cannot stop the build.
     *
     * @param build what is known about its build
     */
    UpdateControl<PipelineRun> cancelForeign(PipelineRun run, String build) {
        return end(
                run,
                RunPhases.CANCELLED,
                ConditionReasons.OTHER_INSTANCE,
                PipelineRuns.ref(run) + ": spec.action is Stop, so instance " + instanceId + " ended the run, but "
                        + build + " may still run; stop it there if it must not");
    }

    /** Cancels a run that is stopped before it was started. */
    UpdateControl<PipelineRun> cancel(PipelineRun run) {
        return end(
                run,
                RunPhases.CANCELLED,
                ConditionReasons.STOPPED_BEFORE_START,
                PipelineRuns.ref(run) + ": spec.action is Stop, so the run was not started");
    }

    private UpdateControl<PipelineRun> end(PipelineRun run, String phase, String reason, String message) {
        if (RunPhases.FAILED.equals(phase)) {
            events.warning(run, EventReasons.TRIGGER_FAILED, message);
        }
        if (PipelineRuns.namesValidPipeline(run)) {
            waitlist.remove(PipelineRuns.jobOfPipeline(run), PipelineRuns.ref(run));
        }
        Instant now = clock.instant();
        // A run that never had a build has no stored stages, so nothing is read for it.
        if (PipelineRuns.isBound(run) || ConditionReasons.BUILD_DELETED.equals(reason)) {
            store.closeStored(run, phase, now);
        }
        writer.write(run, RunStatusUpdate.ended(phase, reason, message, run.getStatus(), now));
        return UpdateControl.noUpdate();
    }
}
