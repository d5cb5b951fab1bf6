package io.jenkins.plugins.kubesphere.devops.operator.credential;

/** A Secret that cannot become a credential. The message names the key and the cure, and holds no value. */
final class InvalidSecretException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidSecretException(String message) {
        super(message);
    }
}
