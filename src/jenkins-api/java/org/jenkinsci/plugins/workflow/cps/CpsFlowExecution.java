package org.jenkinsci.plugins.workflow.cps;

import hudson.model.Result;
import java.io.IOException;
import java.util.List;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.flow.GraphListener;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

public class CpsFlowExecution extends FlowExecution {
    private CpsFlowExecution() {
        throw new UnsupportedOperationException();
    }

    public boolean isSandbox() {
        throw new UnsupportedOperationException();
    }

    public boolean isPaused() {
        throw new UnsupportedOperationException();
    }

    public void pause(boolean v) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isComplete() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FlowExecutionOwner getOwner() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<FlowNode> getCurrentHeads() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void interrupt(Result result, CauseOfInterruption... causes) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void addListener(GraphListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FlowNode getNode(String id) throws IOException {
        throw new UnsupportedOperationException();
    }
}
