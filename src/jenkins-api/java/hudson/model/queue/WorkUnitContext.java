package hudson.model.queue;

public final class WorkUnitContext {
    WorkUnitContext() {
        throw new UnsupportedOperationException();
    }

    public WorkUnit getPrimaryWorkUnit() {
        throw new UnsupportedOperationException();
    }
}
