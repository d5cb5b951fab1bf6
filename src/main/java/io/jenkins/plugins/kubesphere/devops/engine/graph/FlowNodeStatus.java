package io.jenkins.plugins.kubesphere.devops.engine.graph;

import java.util.Objects;
import java.util.Optional;

/**
 * What a stage or step does, and how it ended, in the words of Blue Ocean.
 *
 * @param state empty if the stage has not started
 * @param result empty if the stage has not started
 */
public record FlowNodeStatus(Optional<State> state, Optional<Result> result) {
    /** A stage that has not started. */
    public static final FlowNodeStatus PLANNED = new FlowNodeStatus(Optional.empty(), Optional.empty());

    public static final FlowNodeStatus RUNNING = of(State.RUNNING, Result.UNKNOWN);
    public static final FlowNodeStatus PAUSED = of(State.PAUSED, Result.UNKNOWN);
    public static final FlowNodeStatus QUEUED = of(State.QUEUED, Result.UNKNOWN);
    /** A stage that a condition or an earlier failure skipped. */
    public static final FlowNodeStatus SKIPPED = of(State.SKIPPED, Result.NOT_BUILT);
    /** A stage that a restart of the build from a later stage skipped. */
    public static final FlowNodeStatus NOT_BUILT = of(State.NOT_BUILT, Result.NOT_BUILT);

    public FlowNodeStatus {
        Objects.requireNonNull(state);
        Objects.requireNonNull(result);
    }

    public static FlowNodeStatus of(State state, Result result) {
        return new FlowNodeStatus(Optional.of(state), Optional.of(result));
    }

    /** The status of a stage or step that has ended, from the result of Jenkins. */
    public static FlowNodeStatus finished(Result result) {
        return result == Result.NOT_BUILT ? NOT_BUILT : of(State.FINISHED, result);
    }

    public boolean is(State expected) {
        return state.filter(expected::equals).isPresent();
    }

    public boolean is(Result expected) {
        return result.filter(expected::equals).isPresent();
    }

    /** What a stage or step does. */
    public enum State {
        QUEUED,
        RUNNING,
        PAUSED,
        SKIPPED,
        NOT_BUILT,
        FINISHED
    }

    /** How a stage or step ended, the worst last. */
    public enum Result {
        /** It has not ended. */
        UNKNOWN,
        SUCCESS,
        UNSTABLE,
        FAILURE,
        NOT_BUILT,
        ABORTED
    }
}
