package org.jenkinsci.plugins.workflow.actions;

import hudson.model.InvisibleAction;
import hudson.model.Queue;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

public abstract class QueueItemAction extends InvisibleAction implements PersistentAction {
    public static Queue.Item getQueueItem(FlowNode node) {
        throw new UnsupportedOperationException();
    }

    public static QueueState getNodeState(FlowNode node) {
        throw new UnsupportedOperationException();
    }

    public enum QueueState {
        QUEUED,
        CANCELLED,
        LAUNCHED,
        UNKNOWN
    }
}
