package io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure;

/** Describes the errors of builds. */
public final class ErrorDescriber {
    /** A cause may be a cause of itself. */
    private static final int MAX_CAUSES = 20;

    private ErrorDescriber() {}

    /**
     * Returns the message of an error, or its class if it has none, and the first line of the deepest cause if the
     * message does not have it already: a step often says what it could not do, and only its cause says why.
     */
    public static String describe(Throwable error) {
        String message = error.getMessage();
        String shown = message == null || message.isBlank() ? error.getClass().getSimpleName() : message;
        String cause = firstLine(deepestCause(error));
        return cause.isEmpty() || shown.contains(cause) ? shown : shown + ": " + cause;
    }

    private static Throwable deepestCause(Throwable error) {
        Throwable deepest = error;
        for (int depth = 0; deepest.getCause() != null && depth < MAX_CAUSES; depth++) {
            deepest = deepest.getCause();
        }
        return deepest;
    }

    private static String firstLine(Throwable error) {
        return error.getMessage() == null
                ? ""
                : error.getMessage().lines().findFirst().orElse("").strip();
    }
}
