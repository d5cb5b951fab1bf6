package io.jenkins.plugins.kubesphere.devops.operator.credential;

/**
 * A Secret cannot be converted to a credential. The message names the key and how to fix it, and contains no value of
 * the Secret.
 */
final class InvalidSecretException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidSecretException(String message) {
        super(message);
    }
}
