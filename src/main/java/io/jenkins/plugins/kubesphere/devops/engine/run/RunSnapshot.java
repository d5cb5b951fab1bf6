package io.jenkins.plugins.kubesphere.devops.engine.run;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The state of a run in the engine at one moment.
 *
 * @param run the run
 * @param number number of the build; empty while a crash could still lose the build. It does not change after it was
 *     set
 * @param state the state of the run
 * @param result how the run ended; {@link RunResult#NONE} unless the state is {@link State#FINISHED}
 * @param startedAt when the build started; empty while it is queued
 * @param endedAt when the build ended, or the run left the queue without a build; present only in state {@link
 *     State#FINISHED}
 * @param message one line for the user, such as why the run waits in the queue, or what failed; may be empty
 * @param input the question that the build asks; present only in state {@link State#PAUSED}
 */
public record RunSnapshot(
        PipelineRunRef run,
        OptionalInt number,
        State state,
        RunResult result,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        String message,
        Optional<Input> input) {

    public RunSnapshot {
        Objects.requireNonNull(run);
        Objects.requireNonNull(number);
        Objects.requireNonNull(state);
        Objects.requireNonNull(result);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(message);
        if ((state == State.FINISHED) == (result == RunResult.NONE)) {
            throw new IllegalArgumentException(run + ": the state " + state + " contradicts the result " + result);
        }
        if ((state == State.FINISHED) != endedAt.isPresent()) {
            throw new IllegalArgumentException(run + ": the state " + state + " contradicts the end time " + endedAt);
        }
        if ((state == State.PAUSED) != input.isPresent()) {
            throw new IllegalArgumentException(run + ": the state " + state + " contradicts the input " + input);
        }
    }

    /** Returns the state of a run whose build somebody deleted. */
    public static RunSnapshot buildDeleted(PipelineRunRef run, int number) {
        return new RunSnapshot(
                run,
                OptionalInt.of(number),
                State.BUILD_DELETED,
                RunResult.NONE,
                Optional.empty(),
                Optional.empty(),
                "build " + number + " was deleted",
                Optional.empty());
    }

    /** Whether the run had a build that was deleted. */
    public boolean isBuildDeleted() {
        return state == State.BUILD_DELETED;
    }

    /** Returns the same state with another message and another question. */
    public RunSnapshot withTexts(String newMessage, Optional<Input> newInput) {
        return new RunSnapshot(run, number, state, result, startedAt, endedAt, newMessage, newInput);
    }

    public boolean hasEnded() {
        return state == State.FINISHED;
    }

    /** The states of a run. */
    public enum State {
        /** The run is in the queue, or its build has not started to run the Jenkinsfile. */
        QUEUED,
        /** The build runs the Jenkinsfile. A build that waits for an agent is in this state, too. */
        RUNNING,
        /** The build waits for a person at an input step. */
        PAUSED,
        /**
         * The build of the run ended before its first step, because the engine was killed. The run is in no queue, and
         * {@code RunEngine.start} builds it again.
         */
        LOST_BEFORE_FIRST_STEP,
        /**
         * The run had a build, which a person or the discarder of the job deleted. The run is in no queue, and {@code
         * RunEngine.start} does not build it again. The result of the build is not known any more.
         */
        BUILD_DELETED,
        /** The run has ended and does not change any more. */
        FINISHED
    }

    /** The results of a run, in the words of Jenkins. */
    public enum RunResult {
        NONE,
        SUCCESS,
        UNSTABLE,
        FAILURE,
        /** The engine resumed the build after a restart, found that it could not continue, and ended it. */
        STALLED,
        /** The build ended before its first step. */
        NOT_BUILT,
        /** The build was stopped, or rejected at an input step. */
        ABORTED,
        /**
         * The run left the queue without a build, because it was stopped or a person cancelled it. The engine may
         * forget that when it restarts, so the caller must store it.
         */
        CANCELLED_IN_QUEUE
    }

    /**
     * A question that a build asks a person.
     *
     * @param id identifies the question within the build
     * @param message text of the question
     */
    public record Input(String id, String message) {
        public Input {
            Objects.requireNonNull(id);
            Objects.requireNonNull(message);
        }
    }
}
