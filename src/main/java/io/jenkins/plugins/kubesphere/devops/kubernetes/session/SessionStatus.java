package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a life cycle is doing.
 *
 * @param name which one
 * @param state where it stands
 * @param since when it got there
 * @param problems what is wrong; empty when nothing is
 */
public record SessionStatus(String name, State state, Instant since, List<Problem> problems) {
    public SessionStatus {
        problems = List.copyOf(problems);
    }

    /** Where a life cycle stands. */
    public enum State {
        STOPPED,
        /** On the way up. */
        CONNECTING,
        /** Everything is watched. */
        RUNNING,
        /** It was running, and a watch is down; it may come back by itself. */
        DEGRADED,
        /** It could not start or had to be torn down; the next try follows. */
        RETRYING,
        /** Nothing is wrong: another controller acts, and this one does once that stops. */
        WAITING
    }

    /** One line for a log or a terminal. */
    @Override
    public String toString() {
        return name + ": " + state.name().toLowerCase(Locale.ROOT)
                + (problems.isEmpty()
                        ? ""
                        : problems.stream().map(Problem::toString).collect(Collectors.joining("; ", " (", ")")));
    }
}
