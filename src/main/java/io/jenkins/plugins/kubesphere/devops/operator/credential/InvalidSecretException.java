package io.jenkins.plugins.kubesphere.devops.operator.credential;

/**
 * Thrown when a Secret cannot be converted to a credential. The message names the key and says how to fix the problem,
 * and contains no value of the Secret.
 */
final class InvalidSecretException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidSecretException(String message) {
        super(message);
    }
}
