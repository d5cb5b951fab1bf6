package io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The runs whose builds have just started, or were last seen without a step that runs. Only of these is the next step,
 * or the agent that a step gets, an event: all other steps would cost something and tell nothing. Thread-safe.
 */
public final class IdleRunWatchlist {
    /** By UID of the run; true while a look at the build is planned. */
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
     * Plans a look at the build of the run.
     *
     * @return true if the caller must call {@link #endCheck} and then publish the event; false if the run is not
     *     watched, or another caller does it
     */
    public boolean planCheck(PipelineRunRef run) {
        AtomicBoolean planned = plans.get(run.uid());
        return planned != null && planned.compareAndSet(false, true);
    }

    /** Allows the next plan. Call this before the build is read. */
    public void endCheck(PipelineRunRef run) {
        AtomicBoolean planned = plans.get(run.uid());
        if (planned != null) {
            planned.set(false);
        }
    }
}
