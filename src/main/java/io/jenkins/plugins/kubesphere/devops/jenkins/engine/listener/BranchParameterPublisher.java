package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import hudson.Extension;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter.BranchParameterReadListener;

/** Publishes an event when the parameters of a branch are known. The event wakes the runs that wait for them. */
@Extension
public final class BranchParameterPublisher implements BranchParameterReadListener {
    @Override
    public void onRead(JobName pipeline) {
        ManagedItemListener.publishBranchesChange(pipeline);
    }
}
