package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.Queue;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs that have left the queue in this process: to be built, or cancelled. Leaving the queue and "there is a build of
 * that run" are two moments, and in between only this knows of it. Safe for use from any thread.
 */
public final class LeftQueueItems {
    /** So many cancelled runs are remembered; a run that is cancelled is final in Kubernetes long before. */
    private static final int CANCELLED = 10_000;

    private final Map<String, Queue.LeftItem> left = new ConcurrentHashMap<>();
    private final Map<String, Instant> cancelled = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > CANCELLED;
        }
    });

    public void left(RunRef run, Queue.LeftItem item) {
        left.put(run.uid(), item);
    }

    public void cancelled(RunRef run) {
        cancelled.put(run.uid(), Instant.now());
    }

    /** Its build is known now. */
    public void arrived(RunRef run) {
        left.remove(run.uid());
    }

    /** The run may be started anew. */
    void forget(RunRef run) {
        left.remove(run.uid());
        cancelled.remove(run.uid());
    }

    /** True while the run is on its way from the queue to its build. */
    boolean isLeaving(RunRef run) {
        return left.containsKey(run.uid());
    }

    Optional<RunLocation> find(RunRef run) {
        Instant cancelledAt = cancelled.get(run.uid());
        if (cancelledAt != null) {
            return Optional.of(new RunLocation.Cancelled(cancelledAt));
        }
        Queue.LeftItem item = left.get(run.uid());
        if (item == null) {
            return Optional.empty();
        }
        if (item.getFuture().isDone() && item.getExecutable() == null) {
            // It vanished: the job was disabled in the meantime, for example. Nothing has run.
            left.remove(run.uid(), item);
            return Optional.empty();
        }
        return Optional.of(new RunLocation.Leaving());
    }
}
