package io.jenkins.plugins.kubesphere.devops.jenkins.engine.replay;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * The build that is repeated.
 *
 * @param build the build
 * @param request the request for the new build
 */
public record ReplayCandidate(WorkflowRun build, RunRequest request) {
    static final String CURE = "; create a run without replay-of";

    /**
     * Checks what Jenkins has of the build. The operator may do anything in Jenkins, so it must check itself what
     * Jenkins forbids to other users.
     *
     * @throws EngineRefusalException if the build has no Jenkinsfile, or one that runs without the sandbox
     */
    void check() {
        if (!(build.getExecution() instanceof CpsFlowExecution execution)) {
            throw build.isBuilding()
                    ? notReady("has not begun to run its Jenkinsfile")
                    : refused("did not run a Jenkinsfile, or Jenkins has lost its program, so there is nothing to"
                            + " replay" + CURE);
        }
        if (!execution.isSandbox()) {
            throw refused("ran without the Groovy sandbox, and a replay would approve its Jenkinsfile again" + CURE);
        }
    }

    /** The build must change first; then the same request may succeed. */
    EngineRefusalException notReady(String problem) {
        return new EngineRefusalException(Reason.ORIGINAL_NOT_READY, describe() + " " + problem);
    }

    EngineRefusalException refused(String problem) {
        return EngineRefusalException.ofReplay(request.run(), describe() + " " + problem);
    }

    private String describe() {
        return "build " + build.getNumber() + " of " + request.job() + " ("
                + request.original().orElseThrow().run() + ")";
    }
}
