package org.jenkinsci.plugins.workflow.job;

import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.TopLevelItem;
import hudson.model.queue.CauseOfBlockage;

public final class WorkflowJob extends Job<WorkflowJob, WorkflowRun> implements TopLevelItem, Queue.Task {
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
}
