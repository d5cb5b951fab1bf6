package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.Action;
import hudson.model.Actionable;
import hudson.model.InvisibleAction;
import hudson.model.Queue;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.buildfile.RunFile;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Links a queue item or build to its run. The action is added to the queue item when it is scheduled, and is then on
 * the build and in its build.xml. Only this action and {@link RunFile} decide to which run a build belongs, never a
 * number, a cause or a parameter.
 */
public final class PipelineRunAction extends InvisibleAction implements Queue.QueueAction {
    private final String namespace;
    private final String name;
    private final String uid;
    /** When the run was created, in milliseconds since 1970; 0 if that is not known. */
    private final long createdAt;

    /** @param createdAt when the run was created; {@link Instant#EPOCH} if that is not known */
    PipelineRunAction(PipelineRunRef run, Instant createdAt) {
        this.namespace = run.namespace();
        this.name = run.name();
        this.uid = run.uid();
        this.createdAt = createdAt.toEpochMilli();
    }

    /** Returns the run, never null. A part that a person removed from build.xml is empty. */
    public PipelineRunRef run() {
        return new PipelineRunRef(
                Objects.requireNonNullElse(namespace, ""),
                Objects.requireNonNullElse(name, ""),
                Objects.requireNonNullElse(uid, ""));
    }

    /** Returns the run of a queue item or build; empty if it does not belong to a run. */
    public static Optional<PipelineRunRef> findRun(Actionable actionable) {
        return Optional.ofNullable(actionable.getAction(PipelineRunAction.class))
                .map(PipelineRunAction::run);
    }

    /**
     * Like {@link #findRun}, but also finds the run of a build that has lost its action, and gives the build the action
     * again. Reads the disk if the build has no action.
     */
    public static Optional<PipelineRunRef> findOrRestoreRun(WorkflowRun build) {
        return findRun(build).or(() -> {
            Optional<PipelineRunRef> run = RunFile.read(build);
            // It is not saved: each process restores it, until the build itself is saved.
            run.ifPresent(found -> build.addAction(new PipelineRunAction(found, Instant.EPOCH)));
            return run;
        });
    }

    /**
     * Returns the time at which a build can have started at the earliest, in milliseconds since 1970. A build did not
     * start before its run was created. So a later time than Jenkins has recorded means that the clock of Jenkins was
     * slow.
     */
    static long earliestStart(WorkflowRun build) {
        PipelineRunAction action = build.getAction(PipelineRunAction.class);
        return Math.max(build.getTimeInMillis(), action == null ? 0 : action.createdAt);
    }

    static boolean belongsTo(Actionable actionable, PipelineRunRef run) {
        PipelineRunAction action = actionable.getAction(PipelineRunAction.class);
        return action != null && run.uid().equals(action.uid);
    }

    /**
     * Returns false if the other item belongs to the same run. Jenkins calls this method when another item of the same
     * job is scheduled. Without this method, Jenkins would combine two runs with equal parameters, or a run and a build
     * that a person started, into one build.
     */
    @Override
    public boolean shouldSchedule(List<Action> actions) {
        return actions.stream()
                .noneMatch(action -> action instanceof PipelineRunAction other && Objects.equals(uid, other.uid));
    }
}
