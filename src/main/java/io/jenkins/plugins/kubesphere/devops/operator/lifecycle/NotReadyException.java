package io.jenkins.plugins.kubesphere.devops.operator.lifecycle;

import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.LifecycleStatus.State;
import java.util.List;

/** A session cannot be opened, or cannot go on. Each problem is a sentence that names the cure. */
public final class NotReadyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final State state;
    private final transient List<String> problems;

    /** Something is wrong. */
    public NotReadyException(List<String> problems) {
        this(State.RETRYING, problems);
    }

    /** @param state what to call it: {@link State#RETRYING} or {@link State#WAITING} */
    public NotReadyException(State state, List<String> problems) {
        super(String.join("; ", problems));
        this.state = state;
        this.problems = List.copyOf(problems);
    }

    public State state() {
        return state;
    }

    public List<String> problems() {
        return problems;
    }
}
