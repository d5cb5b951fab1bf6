package io.jenkins.plugins.kubesphere.devops.engine.run;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A run as the engine knows it at one moment.
 *
 * @param run whose build it is
 * @param number the build's number; empty until the build can no longer vanish with a crash, so a number once seen is
 *     for ever
 * @param state where it is
 * @param result how it ended; {@link Result#NONE} unless the state is {@link State#FINISHED}
 * @param startedAt when the build started; empty while it is queued
 * @param endedAt when the build ended, or the run left the queue for good; present exactly in state {@link State#FINISHED}
 * @param message one line for the user: why it waits in the queue, what failed; empty if there is nothing to say
 * @param input the question at which it is paused; present exactly in state {@link State#PAUSED}
 */
public record RunSnapshot(
        RunRef run,
        OptionalInt number,
        State state,
        Result result,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        String message,
        Optional<Input> input) {

    public RunSnapshot {
        Objects.requireNonNull(run);
        Objects.requireNonNull(number);
        Objects.requireNonNull(message);
        if ((state == State.FINISHED) == (result == Result.NONE)) {
            throw new IllegalArgumentException(run + ": state " + state + " does not go with result " + result);
        }
        if ((state == State.FINISHED) != endedAt.isPresent()) {
            throw new IllegalArgumentException(run + ": state " + state + " does not go with end " + endedAt);
        }
        if ((state == State.PAUSED) != input.isPresent()) {
            throw new IllegalArgumentException(run + ": state " + state + " does not go with input " + input);
        }
    }

    /** Where a run is. */
    public enum State {
        /** In the queue, or started and waiting for an agent. */
        QUEUED,
        /** A step is running. */
        RUNNING,
        /** Waiting for a person's answer. */
        PAUSED,
        /** Over; nothing about it changes any more. */
        FINISHED
    }

    /** How a run ended, in the words of Jenkins. */
    public enum Result {
        NONE,
        SUCCESS,
        UNSTABLE,
        FAILURE,
        /** It never ran a step. */
        NOT_BUILT,
        /** Stopped, or rejected at an input. */
        ABORTED,
        /**
         * It left the queue because it was stopped or a person cancelled it; there is no build. The engine may forget
         * it at its next restart: who must not start it again keeps that himself.
         */
        CANCELLED_IN_QUEUE
    }

    /**
     * A question that a build asks a person.
     *
     * @param id names the question within the build
     * @param message its text
     */
    public record Input(String id, String message) {
        public Input {
            Objects.requireNonNull(id);
            Objects.requireNonNull(message);
        }
    }

    public boolean isOver() {
        return state == State.FINISHED;
    }
}
