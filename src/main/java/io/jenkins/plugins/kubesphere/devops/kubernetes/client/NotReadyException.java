package io.jenkins.plugins.kubesphere.devops.kubernetes.client;

import java.util.List;
import java.util.stream.Collectors;

/** A session cannot be opened, or cannot go on. Each problem is a sentence that names the cure. */
public final class NotReadyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean waiting;
    private final transient List<Problem> problems;

    /** One thing is wrong. */
    public NotReadyException(Problem problem) {
        this(List.of(problem));
    }

    /** Something is wrong. */
    public NotReadyException(List<Problem> problems) {
        this(problems, false);
    }

    private NotReadyException(List<Problem> problems, boolean waiting) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.waiting = waiting;
        this.problems = List.copyOf(problems);
    }

    /** Nothing is wrong: it is the turn of somebody else. */
    public static NotReadyException waiting(List<Problem> problems) {
        return new NotReadyException(problems, true);
    }

    /** True if nothing is wrong, and it is the turn of somebody else. */
    public boolean isWaiting() {
        return waiting;
    }

    public List<Problem> problems() {
        return problems;
    }
}
