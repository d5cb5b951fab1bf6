package io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The runs whose builds are not known to run a step. Only for these is an event published when the next step starts, or
 * gets its agent; for all others it would be useless work. Thread-safe.
 */
public final class StepStartWatchlist {
    /** By UID of the run; true while a check of the build is planned. */
    private final Map<String, AtomicBoolean> plans = new ConcurrentHashMap<>();

    /** Adds a run. Call this before its build is read: a step that starts meanwhile must not be missed. */
    public void add(PipelineRunRef run) {
        plans.computeIfAbsent(run.uid(), uid -> new AtomicBoolean());
    }

    /** Removes a run whose build runs or has ended. */
    public void remove(PipelineRunRef run) {
        plans.remove(run.uid());
    }

    public boolean isEmpty() {
        return plans.isEmpty();
    }

    public boolean contains(PipelineRunRef run) {
        return plans.containsKey(run.uid());
    }

    /**
     * Plans a check of the build of the run.
     *
     * @return true if the caller must call {@link #beginCheck} and then publish the event; false if the run is not
     *     watched, or another caller does it
     */
    public boolean planCheck(PipelineRunRef run) {
        AtomicBoolean planned = plans.get(run.uid());
        return planned != null && planned.compareAndSet(false, true);
    }

    /** Allows the next plan. Call this before the build is read, so that no step is missed. */
    public void beginCheck(PipelineRunRef run) {
        AtomicBoolean planned = plans.get(run.uid());
        if (planned != null) {
            planned.set(false);
        }
    }
}
