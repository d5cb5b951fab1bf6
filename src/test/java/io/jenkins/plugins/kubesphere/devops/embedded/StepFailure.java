package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.Result;

/** Ends a build, unless the Jenkinsfile catches it. */
final class StepFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Result result;

    private StepFailure(Result result, String message) {
        super(message);
        this.result = result;
    }

    static StepFailure failed(String message) {
        return new StepFailure(Result.FAILURE, message);
    }

    static StepFailure aborted(String message) {
        return new StepFailure(Result.ABORTED, message);
    }

    static StepFailure unknown(String step) {
        return failed("the embedded engine has no step \"" + step + "\"; use ./run --jenkins for it");
    }

    Result result() {
        return result;
    }
}
