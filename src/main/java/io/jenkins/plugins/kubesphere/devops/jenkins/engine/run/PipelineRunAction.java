package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.Action;
import hudson.model.Actionable;
import hudson.model.InvisibleAction;
import hudson.model.Queue;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Says whose build this is: on the queue item from the moment it is queued, then on the build and in its build.xml. A
 * build's identity comes from this action alone, never from a number, a cause or a parameter.
 */
public final class PipelineRunAction extends InvisibleAction implements Queue.QueueAction {
    private final String namespace;
    private final String name;
    private final String uid;

    PipelineRunAction(RunRef run) {
        this.namespace = run.namespace();
        this.name = run.name();
        this.uid = run.uid();
    }

    /** The run; never null, though a file edited by hand may lack parts of it, which are then empty. */
    public RunRef run() {
        return new RunRef(
                Objects.requireNonNullElse(namespace, ""),
                Objects.requireNonNullElse(name, ""),
                Objects.requireNonNullElse(uid, ""));
    }

    /** The run that a queue item or a build belongs to; empty if it is not one of ours. */
    public static Optional<RunRef> of(Actionable actionable) {
        return Optional.ofNullable(actionable.getAction(PipelineRunAction.class))
                .map(PipelineRunAction::run);
    }

    static boolean is(Actionable actionable, RunRef run) {
        PipelineRunAction identity = actionable.getAction(PipelineRunAction.class);
        return identity != null && run.uid().equals(identity.uid);
    }

    /**
     * Asked by the queue when another item of the same job is scheduled. Without this answer two runs with equal
     * parameters, or a run and a click in the UI, would fold into one build.
     */
    @Override
    public boolean shouldSchedule(List<Action> actions) {
        return actions.stream()
                .noneMatch(action -> action instanceof PipelineRunAction other && Objects.equals(uid, other.uid));
    }
}
