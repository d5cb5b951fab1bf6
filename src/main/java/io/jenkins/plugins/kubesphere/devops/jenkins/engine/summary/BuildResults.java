package io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Converts results of Jenkins to results of the engine. */
public final class BuildResults {
    private BuildResults() {}

    /**
     * The result of a build that has ended. If a crash ended the build, Jenkins has no result for it, and it counts as
     * failed.
     */
    public static RunResult of(WorkflowRun build) {
        hudson.model.Result result = build.getResult();
        return result == null ? RunResult.FAILURE : RunResult.valueOf(result.toString());
    }
}
