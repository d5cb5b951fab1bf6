package org.jenkinsci.plugins.workflow.actions;

import hudson.console.AnnotatedLargeText;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

public abstract class LogAction implements PersistentAction {
    LogAction() {
        throw new UnsupportedOperationException();
    }

    public abstract AnnotatedLargeText<? extends FlowNode> getLogText();
}
