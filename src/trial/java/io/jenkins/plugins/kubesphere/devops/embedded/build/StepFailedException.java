package io.jenkins.plugins.kubesphere.devops.embedded.build;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Result;

/** Ends a build, unless the Jenkinsfile catches it. */
public final class StepFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Result result;
    private final boolean interruption;

    private StepFailedException(Result result, String message, boolean interruption) {
        super(message);
        this.result = result;
        this.interruption = interruption;
    }

    public static StepFailedException failed(String message) {
        return new StepFailedException(Result.FAILURE, message, false);
    }

    /** @param what is not there, by the name that the Jenkinsfile uses */
    public static StepFailedException unknown(String what) {
        return failed("the embedded engine has no " + what + "; use ./run --jenkins for it");
    }

    /** A person stopped the build, or this part of it. */
    public static StepFailedException interrupted(String message) {
        return new StepFailedException(Result.ABORTED, message, true);
    }

    /** A limit of the Jenkinsfile's own. */
    public static StepFailedException timeout() {
        return new StepFailedException(Result.ABORTED, "Timeout has been exceeded", false);
    }

    public StepFailedException inStage(String name) {
        StepFailedException named =
                new StepFailedException(result, outcome().inStage(name).message(), interruption);
        named.initCause(this);
        return named;
    }

    public BuildOutcome outcome() {
        return new BuildOutcome(result, BuildOutcome.brief(getMessage()));
    }

    /** True if a person stopped it, so it must not be retried. */
    public boolean isInterruption() {
        return interruption;
    }
}
