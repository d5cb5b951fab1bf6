package io.jenkins.plugins.kubesphere.devops.engine;

/**
 * The engine could not carry out a request now; the caller retries later. The message is for users: it names the thing
 * and what happens next. It contains no path of the engine's disk.
 */
public final class EngineFailureException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public EngineFailureException(String message) {
        super(message);
    }

    public EngineFailureException(String message, Throwable cause) {
        super(message, cause);
    }
}
