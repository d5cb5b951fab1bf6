package hudson.model;

import jenkins.model.CauseOfInterruption;
import jenkins.model.queue.AsynchronousExecution;

public class Executor extends Thread {
    Executor() {
        throw new UnsupportedOperationException();
    }

    public AsynchronousExecution getAsynchronousExecution() {
        throw new UnsupportedOperationException();
    }

    public void interrupt(Result result, CauseOfInterruption... causes) {
        throw new UnsupportedOperationException();
    }
}
