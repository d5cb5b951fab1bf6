package io.jenkins.plugins.kubesphere.devops.jenkins.engine.queue;

import hudson.model.Queue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Holds the lock of the queue for a short time. */
public final class QueueLock {
    private QueueLock() {}

    /**
     * Calls the supplier while it holds the lock of the queue, so that no item of the queue changes its state
     * meanwhile.
     */
    public static <T> T call(Supplier<T> work) {
        AtomicReference<T> result = new AtomicReference<>();
        Queue.withLock(() -> result.set(work.get()));
        return result.get();
    }
}
