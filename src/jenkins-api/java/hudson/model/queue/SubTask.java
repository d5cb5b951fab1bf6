package hudson.model.queue;

import hudson.model.Queue;

public interface SubTask {
    default Queue.Executable getOwnerExecutable() {
        throw new UnsupportedOperationException();
    }
}
