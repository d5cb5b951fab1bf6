package io.jenkins.plugins.kubesphere.devops.kubernetes.client;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A session cannot be opened, or cannot continue. Each problem says what is wrong, and how to fix it if that is known.
 */
public final class SessionNotReadyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean waiting;
    private final transient List<LocalizableProblem> problems;

    /** Reports one problem. */
    public SessionNotReadyException(LocalizableProblem problem) {
        this(List.of(problem));
    }

    /** Reports several problems. */
    public SessionNotReadyException(List<LocalizableProblem> problems) {
        this(problems, false);
    }

    private SessionNotReadyException(List<LocalizableProblem> problems, boolean waiting) {
        super(problems.stream().map(LocalizableProblem::toString).collect(Collectors.joining("; ")));
        this.waiting = waiting;
        this.problems = List.copyOf(problems);
    }

    /** Reports that nothing is wrong, but another instance holds the Lease. */
    public static SessionNotReadyException waiting(List<LocalizableProblem> problems) {
        return new SessionNotReadyException(problems, true);
    }

    /** Returns true if nothing is wrong, but another instance holds the Lease. */
    public boolean isWaiting() {
        return waiting;
    }

    public List<LocalizableProblem> problems() {
        return problems;
    }
}
