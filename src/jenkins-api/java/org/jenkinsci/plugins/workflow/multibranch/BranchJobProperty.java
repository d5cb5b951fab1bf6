package org.jenkinsci.plugins.workflow.multibranch;

import hudson.model.JobProperty;
import jenkins.branch.Branch;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

public class BranchJobProperty extends JobProperty<WorkflowJob> {
    private BranchJobProperty() {
        throw new UnsupportedOperationException();
    }

    public synchronized Branch getBranch() {
        throw new UnsupportedOperationException();
    }
}
