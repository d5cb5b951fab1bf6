package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.jenkins.plugins.kubesphere.devops.kubernetes.client.NotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import java.util.List;
import java.util.Optional;

/**
 * How the election stands, for those who wait for it. Counts generations: a new one begins when the connection settings have
 * changed, and what is found out about an earlier one is nobody's concern. Safe for use from any thread.
 */
final class ElectionState {
    private int generation;
    private LeadershipTerm term;
    private State state;
    private List<Problem> problems = List.of();

    /**
     * Waits until it is known who holds the Lease, and gives the term if we do.
     *
     * @throws NotReadyException if we do not; the problems say why. Also if the thread is interrupted
     */
    synchronized LeadershipTerm await() throws NotReadyException {
        while (term == null && state == null) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new NotReadyException(Problem.of(ElectionState.class, "interrupted"));
            }
        }
        if (term == null) {
            throw state == State.WAITING ? NotReadyException.waiting(problems) : new NotReadyException(problems);
        }
        if (!term.isHeld()) {
            throw new NotReadyException(term.endReason());
        }
        return term;
    }

    /** The term, while it is held. */
    synchronized Optional<LeadershipTerm> held() {
        return Optional.ofNullable(term).filter(LeadershipTerm::isHeld);
    }

    synchronized int generation() {
        return generation;
    }

    /** Begins a new generation: ends the term, and nothing is known. */
    synchronized void startOver(Problem why) {
        if (term != null) {
            term.end(why);
        }
        generation++;
        term = null;
        state = null;
        problems = List.of();
    }

    /** We hold it; says whether that was in time. */
    synchronized boolean becomeHolder(int ofGeneration, LeadershipTerm held) {
        if (ofGeneration != generation) {
            return false;
        }
        term = held;
        notifyAll();
        return true;
    }

    /** We do not hold it, and say why; tells whether that is news. */
    synchronized boolean becomeWaiter(int ofGeneration, State why, List<Problem> words) {
        if (ofGeneration != generation || term == null && why == state && words.equals(problems)) {
            return false;
        }
        term = null;
        state = why;
        problems = words;
        notifyAll();
        return true;
    }
}
