package io.jenkins.plugins.kubesphere.devops.engine.credential;

/** The engine cannot make a credential of a value. The message names what is wrong and the cure, and holds no secret. */
public final class CredentialRefusalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without the cause: what parsers say may quote what they read. */
    public CredentialRefusalException(String message) {
        super(message);
    }
}
