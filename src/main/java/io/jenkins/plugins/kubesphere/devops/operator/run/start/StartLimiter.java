package io.jenkins.plugins.kubesphere.devops.operator.run.start;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.NamespaceSlots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Limits how many builds are started at the same time, of all namespaces and of one. A start waits for a lock of the
 * engine, in Jenkins the lock of the queue. Other threads may hold this lock for a long time. If all workers waited for
 * the lock, no worker could write the status of a build that has ended. Thread-safe.
 */
public final class StartLimiter {
    private final NamespaceSlots slots;
    /** The namespace that was served last is at the end. A namespace without a run that waits is not in the map. */
    private final Map<String, Set<PipelineRunRef>> waiting = new LinkedHashMap<>();

    /** @param maxStarts how many starts may run at the same time, at least 1 */
    public StartLimiter(int maxStarts) {
        slots = new NamespaceSlots(maxStarts);
    }

    /**
     * Requests the start of a run.
     *
     * @return false if too many starts are running; {@link #finishStart} returns the run when {@code tryStart} may be
     *     called for it again
     */
    public synchronized boolean tryStart(PipelineRunRef run) {
        if (!slots.tryAcquire(run.namespace())) {
            waiting.computeIfAbsent(run.namespace(), name -> new LinkedHashSet<>())
                    .add(run);
            return false;
        }
        waiting.computeIfPresent(run.namespace(), (name, runs) -> {
            runs.remove(run);
            return runs.isEmpty() ? null : runs;
        });
        return true;
    }

    /**
     * Records that a start has ended.
     *
     * @return the runs for which {@code tryStart} may be called again: as many as may start now. The namespaces take
     *     turns; the runs of one namespace are in the order of their first request
     */
    public synchronized List<PipelineRunRef> finishStart(PipelineRunRef started) {
        slots.release(started.namespace());
        List<PipelineRunRef> next = new ArrayList<>();
        Optional<String> namespace = slots.chooseNext(waiting.keySet().stream());
        while (namespace.isPresent()) {
            // Taken only to choose the others; tryStart takes it for the run.
            slots.tryAcquire(namespace.get());
            next.add(removeFirst(namespace.get()));
            namespace = slots.chooseNext(waiting.keySet().stream());
        }
        next.forEach(run -> slots.release(run.namespace()));
        return next;
    }

    private PipelineRunRef removeFirst(String namespace) {
        Set<PipelineRunRef> runs = waiting.remove(namespace);
        PipelineRunRef first = runs.iterator().next();
        runs.remove(first);
        if (!runs.isEmpty()) {
            waiting.put(namespace, runs);
        }
        return first;
    }
}
