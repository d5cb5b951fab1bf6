package io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Result;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Converts the results of Jenkins. */
public final class BuildResults {
    private BuildResults() {}

    /** Gives the result of a build that is over. A build that a crash ended has none in Jenkins; it counts as failed. */
    public static Result of(WorkflowRun build) {
        hudson.model.Result result = build.getResult();
        return result == null ? Result.FAILURE : Result.valueOf(result.toString());
    }
}
