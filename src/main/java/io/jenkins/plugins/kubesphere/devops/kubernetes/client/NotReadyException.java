package io.jenkins.plugins.kubesphere.devops.kubernetes.client;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A session cannot be opened, or cannot continue. Each problem says what is wrong, and how to fix it if that is known.
 */
public final class NotReadyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean waiting;
    private final transient List<Problem> problems;

    /** Reports one problem. */
    public NotReadyException(Problem problem) {
        this(List.of(problem));
    }

    /** Reports several problems. */
    public NotReadyException(List<Problem> problems) {
        this(problems, false);
    }

    private NotReadyException(List<Problem> problems, boolean waiting) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.waiting = waiting;
        this.problems = List.copyOf(problems);
    }

    /** Reports that nothing is wrong, but another instance holds the Lease. */
    public static NotReadyException waiting(List<Problem> problems) {
        return new NotReadyException(problems, true);
    }

    /** Returns true if nothing is wrong, but another instance holds the Lease. */
    public boolean isWaiting() {
        return waiting;
    }

    public List<Problem> problems() {
        return problems;
    }
}
