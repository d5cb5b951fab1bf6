package org.jenkinsci.plugins.workflow.job;

import hudson.console.AnnotatedLargeText;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.Run;
import hudson.scm.ChangeLogSet;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

public final class WorkflowRun extends Run<WorkflowJob, WorkflowRun> implements Queue.Executable {
    private WorkflowRun() throws IOException {
        super(null);
    }

    public FlowExecution getExecution() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setResult(Result result) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isBuilding() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isLogUpdated() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean hasntStartedYet() {
        throw new UnsupportedOperationException();
    }

    public List<ChangeLogSet<? extends ChangeLogSet.Entry>> getChangeSets() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean getHasArtifacts() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WorkflowRun getPreviousBuild() {
        throw new UnsupportedOperationException();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public AnnotatedLargeText getLogText() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void save() throws IOException {
        throw new UnsupportedOperationException();
    }

    public void doTerm() {
        throw new UnsupportedOperationException();
    }

    public void doKill() {
        throw new UnsupportedOperationException();
    }
}
