package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import java.util.List;
import java.util.Optional;

/**
 * Stores the result of the election for the threads that wait for it. It counts generations: when the connection
 * settings change, a new generation begins, and results of an earlier one are ignored. Thread-safe.
 */
final class ElectionState {
    private int generation;
    private LeadershipTerm term;
    private State state;
    private List<LocalizableProblem> problems = List.of();

    /**
     * Waits until it is known who holds the Lease. Returns the term if we hold it.
     *
     * @throws SessionNotReadyException if we do not hold it, with the reason as problems; also if the thread is
     *     interrupted
     */
    synchronized LeadershipTerm await() throws SessionNotReadyException {
        while (term == null && state == null) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SessionNotReadyException(LocalizableProblem.of(ElectionState.class, "interrupted"));
            }
        }
        if (term == null) {
            throw state == State.WAITING
                    ? SessionNotReadyException.waiting(problems)
                    : new SessionNotReadyException(problems);
        }
        if (!term.isHeld()) {
            throw new SessionNotReadyException(term.endReason());
        }
        return term;
    }

    /** Returns the term if it is still held. */
    synchronized Optional<LeadershipTerm> heldTerm() {
        return Optional.ofNullable(term).filter(LeadershipTerm::isHeld);
    }

    synchronized int generation() {
        return generation;
    }

    /** Begins a new generation: ends the term and clears the result. */
    synchronized void startOver(LocalizableProblem reason) {
        if (term != null) {
            term.end(reason);
        }
        generation++;
        term = null;
        state = null;
        problems = List.of();
    }

    /**
     * Records that we hold the Lease.
     *
     * @return false if the expected generation has ended, and nothing was recorded
     */
    synchronized boolean setHolder(int expectedGeneration, LeadershipTerm newTerm) {
        if (expectedGeneration != generation) {
            return false;
        }
        term = newTerm;
        notifyAll();
        return true;
    }

    /**
     * Records that we do not hold the Lease, and why.
     *
     * @return false if the expected generation has ended, or if the same result is already recorded
     */
    synchronized boolean setNotHolder(int expectedGeneration, State newState, List<LocalizableProblem> newProblems) {
        if (expectedGeneration != generation || term == null && newState == state && newProblems.equals(problems)) {
            return false;
        }
        term = null;
        state = newState;
        problems = newProblems;
        notifyAll();
        return true;
    }
}
