package io.jenkins.plugins.kubesphere.devops.operator.run.start;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;

/**
 * Limits how many builds are started at the same time. A start waits for a lock of the engine, in Jenkins the lock of
 * the queue. Other threads may hold this lock for a long time. If all workers waited for the lock, no worker could
 * write the status of a build that has ended. Thread-safe.
 */
public final class StartLimiter {
    private final int maxStarts;
    private final Set<PipelineRunRef> waiting = new LinkedHashSet<>();
    private int running;

    /** @param maxStarts how many starts may run at the same time, at least 1 */
    public StartLimiter(int maxStarts) {
        this.maxStarts = maxStarts;
    }

    /**
     * Requests the start of a run.
     *
     * @return false if too many starts are running; {@link #finishStart} returns the run when {@code tryStart} may be
     *     called for it again
     */
    public synchronized boolean tryStart(PipelineRunRef run) {
        if (running >= maxStarts) {
            waiting.add(run);
            return false;
        }
        running++;
        waiting.remove(run);
        return true;
    }

    /**
     * Records that a start has ended.
     *
     * @return the runs for which {@code tryStart} may be called again: as many as may start now, in the order of their
     *     first request
     */
    public synchronized Queue<PipelineRunRef> finishStart() {
        running--;
        Queue<PipelineRunRef> next = new ArrayDeque<>();
        waiting.stream().limit(maxStarts - running).forEach(next::add);
        waiting.removeAll(next);
        return next;
    }
}
