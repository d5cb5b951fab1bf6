package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Publishes changes of runs on another thread, in their order. A subscriber may have to wait for a lock of its own. If
 * it did so on the thread of a listener that Jenkins calls under the lock of the queue, all builds would wait with it.
 * Thread-safe.
 */
final class RunEventQueue {
    private final Executor executor;
    private final Consumer<PipelineRunRef> publisher;
    private final Queue<PipelineRunRef> changed = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean planned = new AtomicBoolean();

    RunEventQueue(Executor executor, Consumer<PipelineRunRef> publisher) {
        this.executor = executor;
        this.publisher = publisher;
    }

    /** Publishes that a run changed. Never blocks. */
    void add(PipelineRunRef run) {
        changed.add(run);
        // One task is for all changes until it begins.
        if (planned.compareAndSet(false, true)) {
            executor.execute(this::publishAll);
        }
    }

    private void publishAll() {
        // First this: a change that is added after the last poll needs another task.
        planned.set(false);
        for (PipelineRunRef run = changed.poll(); run != null; run = changed.poll()) {
            publisher.accept(run);
        }
    }
}
