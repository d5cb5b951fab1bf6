package io.jenkins.plugins.kubesphere.devops.engine.credential;

/**
 * The engine cannot create a credential from a value. The message names the problem and how to fix it, and contains no
 * secret.
 */
public final class CredentialRefusalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Has no cause, because the message of a parser may quote the value. */
    public CredentialRefusalException(String message) {
        super(message);
    }
}
