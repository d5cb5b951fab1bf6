package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.Action;
import hudson.model.Actionable;
import hudson.model.InvisibleAction;
import hudson.model.Queue;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.buildfile.RunFile;
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

    PipelineRunAction(PipelineRunRef run) {
        this.namespace = run.namespace();
        this.name = run.name();
        this.uid = run.uid();
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
            run.ifPresent(found -> build.addAction(new PipelineRunAction(found)));
            return run;
        });
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
