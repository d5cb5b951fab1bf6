package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.Result;

/** A step that ends its build, unless the Jenkinsfile catches it. */
final class StepFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String step;
    private final Result result;

    private StepFailure(String step, Result result, String message) {
        super(message);
        this.step = step;
        this.result = result;
    }

    static StepFailure of(String step, String message) {
        return new StepFailure(step, Result.FAILURE, message);
    }

    static StepFailure aborted(String step, String message) {
        return new StepFailure(step, Result.ABORTED, message);
    }

    static StepFailure outsideSteps(String message) {
        return new StepFailure("", Result.FAILURE, message);
    }

    static StepFailure unknown(String step) {
        return outsideSteps("the embedded engine has no step \"" + step + "\"; use ./run --jenkins for it");
    }

    Result result() {
        return result;
    }

    /** For the user of the run, who does not know which step it was. */
    String describe() {
        return step.isEmpty() ? getMessage() : step + ": " + getMessage();
    }
}
