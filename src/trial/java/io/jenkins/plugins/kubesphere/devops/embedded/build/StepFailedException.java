package io.jenkins.plugins.kubesphere.devops.embedded.build;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;

/** The failure of a step. It ends the build, unless the Jenkinsfile catches it. */
public final class StepFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RunResult result;
    private final boolean interruption;

    private StepFailedException(RunResult result, String message, boolean interruption) {
        super(message);
        this.result = result;
        this.interruption = interruption;
    }

    public static StepFailedException failed(String message) {
        return new StepFailedException(RunResult.FAILURE, message, false);
    }

    /** @param what the missing feature, such as a step, by its name in the Jenkinsfile */
    public static StepFailedException unsupported(String what) {
        return failed("the embedded engine has no " + what + "; use ./run --jenkins for it");
    }

    /** For a build, or a part of it, that a person stopped. */
    public static StepFailedException interrupted(String message) {
        return new StepFailedException(RunResult.ABORTED, message, true);
    }

    /** For a time limit in the Jenkinsfile. */
    public static StepFailedException timeout() {
        return new StepFailedException(RunResult.TIMED_OUT, "Timeout has been exceeded", false);
    }

    public StepFailedException inStage(String name) {
        StepFailedException named =
                new StepFailedException(result, outcome().inStage(name).message(), interruption);
        named.initCause(this);
        return named;
    }

    public BuildOutcome outcome() {
        return new BuildOutcome(result, BuildOutcome.shorten(getMessage()));
    }

    /** True if a person stopped the step. Such a step must not run again by itself. */
    public boolean isInterruption() {
        return interruption;
    }
}
