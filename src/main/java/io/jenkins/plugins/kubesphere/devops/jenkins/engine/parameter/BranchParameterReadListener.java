package io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;

/**
 * Is told when the parameters of a branch are known. An extension, because whoever publishes events uses this package,
 * and not the other way round.
 */
public interface BranchParameterReadListener extends ExtensionPoint {
    /**
     * Called when the Jenkinsfile of a branch was read, if the branch now has other parameters, or if a run waited.
     * Called on a thread that reads Jenkinsfiles, so it must return soon.
     */
    void onRead(JobName pipeline);

    /** Calls all listeners. */
    static void publish(JobName pipeline) {
        ExtensionList.lookup(BranchParameterReadListener.class).forEach(listener -> listener.onRead(pipeline));
    }
}
