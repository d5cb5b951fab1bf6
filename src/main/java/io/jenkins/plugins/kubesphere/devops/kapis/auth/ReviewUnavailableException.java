package io.jenkins.plugins.kubesphere.devops.kapis.auth;

/**
 * A server that says who a caller is, or what a caller may do, does not answer. The message names the server for the
 * log of Jenkins; callers do not see it.
 */
public final class ReviewUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReviewUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
