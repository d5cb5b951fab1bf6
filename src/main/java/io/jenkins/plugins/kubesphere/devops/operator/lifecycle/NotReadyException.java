package io.jenkins.plugins.kubesphere.devops.operator.lifecycle;

import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.LifecycleStatus.State;
import java.util.List;
import java.util.stream.Collectors;

/** A session cannot be opened, or cannot go on. Each problem is a sentence that names the cure. */
public final class NotReadyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final State state;
    private final transient List<Problem> problems;

    /** One thing is wrong. */
    public NotReadyException(Problem problem) {
        this(List.of(problem));
    }

    /** Something is wrong. */
    public NotReadyException(List<Problem> problems) {
        this(State.RETRYING, problems);
    }

    /** @param state what to call it: {@link State#RETRYING} or {@link State#WAITING} */
    public NotReadyException(State state, List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.state = state;
        this.problems = List.copyOf(problems);
    }

    public State state() {
        return state;
    }

    public List<Problem> problems() {
        return problems;
    }
}
