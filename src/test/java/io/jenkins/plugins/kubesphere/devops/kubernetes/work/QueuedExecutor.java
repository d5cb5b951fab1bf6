package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A pool whose tasks look as if they run until the test ends them: {@link #endFirst} and {@link #endLast} execute a
 * task, and so end it.
 */
public final class QueuedExecutor extends AbstractExecutorService {
    private final Deque<Runnable> submitted = new ArrayDeque<>();
    private boolean shutdown;

    @Override
    public void execute(Runnable task) {
        submitted.add(task);
    }

    /** Returns how many tasks were submitted and have not ended. */
    public int running() {
        return submitted.size();
    }

    /** Ends the task that was submitted first. */
    public void endFirst() {
        submitted.remove().run();
    }

    /** Ends the task that was submitted last. */
    public void endLast() {
        submitted.removeLast().run();
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutdown;
    }
}
