package org.jenkinsci.plugins.workflow.job;

import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.TopLevelItem;
import hudson.model.queue.CauseOfBlockage;
import hudson.model.queue.QueueTaskFuture;
import java.io.IOException;
import jenkins.model.ParameterizedJobMixIn;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;

public final class WorkflowJob extends Job<WorkflowJob, WorkflowRun>
        implements TopLevelItem, ParameterizedJobMixIn.ParameterizedJob<WorkflowJob, WorkflowRun>, Queue.Task {
    private WorkflowJob() {
        super(null, null);
    }

    @Override
    public boolean isBuildable() {
        throw new UnsupportedOperationException();
    }

    public boolean isDisabled() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CauseOfBlockage getCauseOfBlockage() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WorkflowRun getLastBuild() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WorkflowRun getBuildByNumber(int number) {
        throw new UnsupportedOperationException();
    }

    @Override
    public WorkflowRun getNearestOldBuild(int number) {
        throw new UnsupportedOperationException();
    }

    public FlowDefinition getDefinition() {
        throw new UnsupportedOperationException();
    }

    public void setDefinition(FlowDefinition definition) {
        throw new UnsupportedOperationException();
    }

    public void setConcurrentBuild(boolean allowed) throws IOException {
        throw new UnsupportedOperationException();
    }

    public QueueTaskFuture<WorkflowRun> scheduleBuild2(int quietPeriod, Action... actions) {
        throw new UnsupportedOperationException();
    }

    public Queue.Item getQueueItem() {
        throw new UnsupportedOperationException();
    }
}
