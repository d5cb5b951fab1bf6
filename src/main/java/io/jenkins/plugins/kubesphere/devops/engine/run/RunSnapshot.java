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
 * @param result how the run ended; {@link RunResult#NONE} unless the state is {@link State#FINISHED}, or {@link
 *     State#BUILD_DELETED} and the build had ended
 * @param startedAt when the build started; empty while it is queued
 * @param endedAt when the build ended, or the run left the queue without a build; present if there is a result
 * @param message one line for the user, such as why the run waits in the queue, what failed, or where the question of
 *     the build is answered; may be empty
 * @param input the question that the build asks; present only in state {@link State#PAUSED}
 * @param agentTrouble what is wrong with the agent for which the build waits, in one word such as {@code
 *     ImagePullBackOff}; the message has the rest. Empty if nothing is known to be
 */
public record RunSnapshot(
        PipelineRunRef run,
        OptionalInt number,
        State state,
        RunResult result,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        String message,
        Optional<Input> input,
        String agentTrouble) {

    /** A run of which no agent is in trouble. */
    public RunSnapshot(
            PipelineRunRef run,
            OptionalInt number,
            State state,
            RunResult result,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            String message,
            Optional<Input> input) {
        this(run, number, state, result, startedAt, endedAt, message, input, "");
    }

    public RunSnapshot {
        Objects.requireNonNull(agentTrouble);
        Objects.requireNonNull(run);
        Objects.requireNonNull(number);
        Objects.requireNonNull(state);
        Objects.requireNonNull(result);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(message);
        boolean mayHaveResult = state == State.FINISHED || state == State.BUILD_DELETED;
        if (state == State.FINISHED && result == RunResult.NONE || !mayHaveResult && result != RunResult.NONE) {
            throw new IllegalArgumentException(run + ": the state " + state + " contradicts the result " + result);
        }
        if ((result == RunResult.NONE) == endedAt.isPresent()) {
            throw new IllegalArgumentException(run + ": the result " + result + " contradicts the end time " + endedAt);
        }
        if ((state == State.PAUSED) != input.isPresent()) {
            throw new IllegalArgumentException(run + ": the state " + state + " contradicts the input " + input);
        }
    }

    /** Whether the run had a build that was deleted. */
    public boolean isBuildDeleted() {
        return state == State.BUILD_DELETED;
    }

    /** Returns the same state with another message and another question. */
    public RunSnapshot withTexts(String newMessage, Optional<Input> newInput) {
        return new RunSnapshot(run, number, state, result, startedAt, endedAt, newMessage, newInput, agentTrouble);
    }

    /** Returns the same state with a trouble of the agent for which the build waits. */
    public RunSnapshot withAgentTrouble(String trouble) {
        return new RunSnapshot(run, number, state, result, startedAt, endedAt, message, input, trouble);
    }

    public boolean hasEnded() {
        return state == State.FINISHED;
    }

    /** The states of a run. */
    public enum State {
        /** The run is in the queue, or its build has not started to run the Jenkinsfile. */
        QUEUED,
        /**
         * The build has started, but it cannot be said yet whether it runs or waits: it has no agent, and none of its
         * other steps has lasted. When that is known, the engine publishes an event. Until then, the state that is
         * known holds.
         */
        UNDECIDED,
        /** A step of the build runs, or has its agent. */
        RUNNING,
        /** The build has started, and each of its branches waits for an agent or a lock. The message says for which. */
        WAITING,
        /** The build waits for a person at an input step. */
        PAUSED,
        /**
         * {@code RunEngine.pause} or a person has paused the build, so no next step starts. It may also wait at an
         * input step; that counts when it has been resumed.
         */
        PAUSED_BY_USER,
        /**
         * The build of the run ended before its first step, because the engine was killed. The run is in no queue, and
         * {@code RunEngine.start} builds it again.
         */
        LOST_BEFORE_FIRST_STEP,
        /**
         * The run had a build, which a person or the discarder of the job deleted. The run is in no queue, and {@code
         * RunEngine.start} does not build it again. There is a result if the build had ended before.
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
        /** A time limit of the Jenkinsfile ended the build. */
        TIMED_OUT,
        /** The build was stopped, rejected at an input step, or replaced by a later build of its job. */
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
     * @param stage where the build asks, such as {@code stage "Deploy" (3 of 5)}; empty if that is not known
     */
    public record Input(String id, String message, String stage) {
        public Input {
            Objects.requireNonNull(id);
            Objects.requireNonNull(message);
            Objects.requireNonNull(stage);
        }

        /** A question of which it is not known in which stage it is asked. */
        public Input(String id, String message) {
            this(id, message, "");
        }
    }
}
