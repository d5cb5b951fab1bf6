package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The state of one {@link SessionSupervisor}.
 *
 * @param name name of the supervisor
 * @param state its current state
 * @param since time at which this state or its problems last changed
 * @param problems what is wrong; empty if nothing is wrong
 */
public record SessionStatus(String name, State state, Instant since, List<LocalizableProblem> problems) {
    public SessionStatus {
        problems = List.copyOf(problems);
    }

    /** The states of a supervisor. */
    public enum State {
        STOPPED,
        /** A session is being opened. */
        CONNECTING,
        /** The session is open and watches all its kinds. */
        RUNNING,
        /** The session is open, but a watch is down or a part cannot be served. It may recover without help. */
        DEGRADED,
        /** A session could not be opened or had to be closed. The supervisor tries again after a wait. */
        RETRYING,
        /** Nothing is wrong, but another instance holds the Lease. This instance acts when the other one stops. */
        WAITING
    }

    /** Returns one line for a log or a terminal. */
    @Override
    public String toString() {
        return name + ": " + state.name().toLowerCase(Locale.ROOT)
                + (problems.isEmpty()
                        ? ""
                        : problems.stream()
                                .map(LocalizableProblem::toString)
                                .collect(Collectors.joining("; ", " (", ")")));
    }
}
