package hudson.model.queue;

import hudson.model.Queue;

public abstract class ScheduleResult {
    ScheduleResult() {
        throw new UnsupportedOperationException();
    }

    public boolean isCreated() {
        throw new UnsupportedOperationException();
    }

    public Queue.Item getItem() {
        throw new UnsupportedOperationException();
    }
}
