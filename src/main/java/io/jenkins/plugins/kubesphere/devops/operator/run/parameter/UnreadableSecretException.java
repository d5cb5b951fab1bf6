package io.jenkins.plugins.kubesphere.devops.operator.run.parameter;

/** A Secret from which a run takes a parameter cannot be read now. The message names it, and says how to fix it. */
public final class UnreadableSecretException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableSecretException(String message) {
        super(message);
    }
}
