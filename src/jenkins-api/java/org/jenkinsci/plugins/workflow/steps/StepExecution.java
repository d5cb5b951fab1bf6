package org.jenkinsci.plugins.workflow.steps;

import java.util.concurrent.TimeUnit;

public abstract class StepExecution {
    protected StepExecution() {
        throw new UnsupportedOperationException();
    }

    public void stop(Throwable cause) throws Exception {
        throw new UnsupportedOperationException();
    }

    public final String getStatusBounded(long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    public StepContext getContext() {
        throw new UnsupportedOperationException();
    }
}
