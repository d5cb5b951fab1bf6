package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.Executor;
import hudson.model.Queue;
import hudson.model.queue.WorkUnit;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds the runs that left the queue in this process, either to be built or because they were cancelled. A run leaves
 * the queue before its build exists. Between these two times, only this class knows the run. Thread-safe.
 */
public final class LeftQueueItems {
    /**
     * The maximum number of cancelled runs that are stored. It is so large that the end of a run is written to
     * Kubernetes long before the run is removed.
     */
    private static final int MAX_CANCELLED = 10_000;

    private final Map<String, Queue.LeftItem> leftItems = new ConcurrentHashMap<>();
    private final Map<String, Instant> cancelled = BoundedCollections.map(MAX_CANCELLED);

    public void addLeft(PipelineRunRef run, Queue.LeftItem item) {
        leftItems.put(run.uid(), item);
    }

    public void addCancelled(PipelineRunRef run) {
        cancelled.put(run.uid(), Instant.now());
    }

    /** Removes a run. Call this when the build of the run is known. */
    public void remove(PipelineRunRef run) {
        leftItems.remove(run.uid());
    }

    /** Removes the run, also if it was cancelled, so that it may be started again. */
    void removeWithCancellation(PipelineRunRef run) {
        leftItems.remove(run.uid());
        cancelled.remove(run.uid());
    }

    /** True after the run left the queue and before its build is known. */
    boolean hasLeft(PipelineRunRef run) {
        return leftItems.containsKey(run.uid());
    }

    Optional<RunLocation> find(PipelineRunRef run) {
        Instant cancelledAt = cancelled.get(run.uid());
        if (cancelledAt != null) {
            return Optional.of(new RunLocation.Cancelled(cancelledAt));
        }
        Queue.LeftItem item = leftItems.get(run.uid());
        if (item == null) {
            return Optional.empty();
        }
        if (item.getExecutable() == null && (item.getFuture().isDone() || hasLostExecutor(item))) {
            // Jenkins discarded the item without a build, for example because the job was disabled in the meantime, or
            // because the disk is full. No step has run.
            leftItems.remove(run.uid(), item);
            return Optional.empty();
        }
        return Optional.of(new RunLocation.LeftQueue());
    }

    /**
     * Whether the executor that should have created the build has ended. If the build cannot be created, Jenkins ends
     * the executor, and never completes the future.
     */
    private static boolean hasLostExecutor(Queue.LeftItem item) {
        WorkUnit work = item.outcome == null ? null : item.outcome.getPrimaryWorkUnit();
        Executor executor = work == null ? null : work.getExecutor();
        // The build is known before the executor ends, so it is asked for again.
        return executor != null && executor.getState() == Thread.State.TERMINATED && item.getExecutable() == null;
    }
}
