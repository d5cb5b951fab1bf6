package io.jenkins.plugins.kubesphere.devops.operator.lifecycle;

import java.util.List;

/** The API server is not as it must be. Each problem is a sentence that names the cure. */
public final class NotReadyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public NotReadyException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
