package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import hudson.Extension;
import hudson.model.Computer;
import hudson.model.TaskListener;
import hudson.slaves.ComputerListener;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.agent.AgentPodTroubleTracker;

/** Ends the count of failed pods when an agent connects. */
@Extension
public final class ConnectedAgentListener extends ComputerListener {
    @Override
    public void onOnline(Computer computer, TaskListener listener) {
        AgentPodTroubleTracker.get().connect(computer.getName());
    }
}
