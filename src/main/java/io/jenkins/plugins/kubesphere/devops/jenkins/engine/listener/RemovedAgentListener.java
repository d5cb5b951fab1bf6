package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import hudson.Extension;
import hudson.model.Node;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.agent.AgentPodTroubleTracker;
import jenkins.model.NodeListener;

/** Forgets the pods of agents that are removed. */
@Extension
public final class RemovedAgentListener extends NodeListener {
    @Override
    protected void onDeleted(Node node) {
        AgentPodTroubleTracker.get().remove(node.getNodeName());
    }
}
