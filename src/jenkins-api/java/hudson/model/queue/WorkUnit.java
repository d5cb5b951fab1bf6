package hudson.model.queue;

import hudson.model.Executor;

public final class WorkUnit {
    WorkUnit() {
        throw new UnsupportedOperationException();
    }

    public Executor getExecutor() {
        throw new UnsupportedOperationException();
    }
}
