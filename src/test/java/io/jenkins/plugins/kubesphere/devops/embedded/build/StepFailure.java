package io.jenkins.plugins.kubesphere.devops.embedded.build;

import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.Result;

/** Ends a build, unless the Jenkinsfile catches it. */
public final class StepFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Result result;
    private final boolean interruption;

    private StepFailure(Result result, String message, boolean interruption) {
        super(message);
        this.result = result;
        this.interruption = interruption;
    }

    public static StepFailure failed(String message) {
        return new StepFailure(Result.FAILURE, message, false);
    }

    /** @param what is not there, by the name that the Jenkinsfile uses */
    public static StepFailure unknown(String what) {
        return failed("the embedded engine has no " + what + "; use ./run --jenkins for it");
    }

    /** A person stopped the build, or this part of it. */
    public static StepFailure interrupted(String message) {
        return new StepFailure(Result.ABORTED, message, true);
    }

    /** A limit of the Jenkinsfile's own. */
    public static StepFailure timeout() {
        return new StepFailure(Result.ABORTED, "Timeout has been exceeded", false);
    }

    public StepFailure inStage(String name) {
        StepFailure named = new StepFailure(result, outcome().inStage(name).message(), interruption);
        named.initCause(this);
        return named;
    }

    public Outcome outcome() {
        return new Outcome(result, Outcome.brief(getMessage()));
    }

    /** True if a person stopped it, so it must not be retried. */
    public boolean isInterruption() {
        return interruption;
    }
}
