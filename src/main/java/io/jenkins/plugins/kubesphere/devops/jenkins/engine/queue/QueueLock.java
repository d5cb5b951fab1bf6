package io.jenkins.plugins.kubesphere.devops.jenkins.engine.queue;

import hudson.model.Queue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Holds the lock of the queue for a short time. */
public final class QueueLock {
    /**
     * How many builds are scheduled in one hold at most. To schedule a build takes less than a millisecond, and the
     * executors need the lock, too.
     */
    private static final int MAX_IN_ONE_HOLD = 100;

    private static final CombiningLock COMBINED = new CombiningLock(work -> Queue.withLock(work), MAX_IN_ONE_HOLD);

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

    /**
     * Like {@link #call}, together with the work of other threads that waits for the lock. The work may be called on
     * another thread of this plugin, with the same identity. The caller must not hold the lock.
     */
    public static <T> T callTogether(Supplier<T> work) {
        return COMBINED.call(work);
    }
}
