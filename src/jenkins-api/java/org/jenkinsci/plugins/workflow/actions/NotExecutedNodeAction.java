package org.jenkinsci.plugins.workflow.actions;

import hudson.model.InvisibleAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

public class NotExecutedNodeAction extends InvisibleAction implements PersistentAction {
    public NotExecutedNodeAction() {
        throw new UnsupportedOperationException();
    }

    public static boolean isExecuted(FlowNode node) {
        throw new UnsupportedOperationException();
    }
}
