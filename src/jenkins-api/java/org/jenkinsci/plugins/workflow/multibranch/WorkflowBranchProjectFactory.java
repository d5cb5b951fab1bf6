package org.jenkinsci.plugins.workflow.multibranch;

public class WorkflowBranchProjectFactory extends AbstractWorkflowBranchProjectFactory {
    public WorkflowBranchProjectFactory() {}

    public String getScriptPath() {
        throw new UnsupportedOperationException();
    }
}
