package org.jenkinsci.plugins.workflow.flow;

import com.google.common.util.concurrent.ListenableFuture;
import hudson.model.Result;
import java.io.IOException;
import java.util.List;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

public abstract class FlowExecution {
    public FlowExecution() {
        throw new UnsupportedOperationException();
    }

    public abstract FlowExecutionOwner getOwner();

    public abstract FlowNode getNode(String id) throws IOException;

    public final Throwable getCauseOfFailure() {
        throw new UnsupportedOperationException();
    }

    public ListenableFuture<List<StepExecution>> getCurrentExecutions(boolean innerMostOnly) {
        throw new UnsupportedOperationException();
    }

    public abstract List<FlowNode> getCurrentHeads();

    public abstract void addListener(GraphListener listener);

    public void removeListener(GraphListener listener) {
        throw new UnsupportedOperationException();
    }

    public boolean isComplete() {
        throw new UnsupportedOperationException();
    }

    public abstract void interrupt(Result result, CauseOfInterruption... causes)
            throws IOException, InterruptedException;
}
