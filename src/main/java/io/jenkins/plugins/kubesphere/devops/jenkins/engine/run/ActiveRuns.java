package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Runs whose builds this process has started or resumed and not finalized. Safe for use from any thread. */
public final class ActiveRuns {
    private final Map<String, Active> active = new ConcurrentHashMap<>();
    /** A run may be told to stop before it is active. */
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();

    private static final class Active {
        private volatile boolean running;
        private final AtomicBoolean asking = new AtomicBoolean();
    }

    public void add(RunRef run) {
        active.putIfAbsent(run.uid(), new Active());
    }

    /** Its program runs, and Jenkins has written so. */
    public void runs(RunRef run) {
        active.computeIfAbsent(run.uid(), uid -> new Active()).running = true;
    }

    /** True for a build that has begun and whose program does not run yet. */
    boolean isBeginning(RunRef run) {
        Active found = active.get(run.uid());
        return found != null && !found.running;
    }

    public void remove(RunRef run) {
        active.remove(run.uid());
        stopped.remove(run.uid());
    }

    boolean contains(RunRef run) {
        return active.containsKey(run.uid());
    }

    /**
     * Tells whether nothing about the run's build changes any more. A build calls itself completed before it has written
     * that down; a crash in between resumes it.
     */
    public boolean isOver(WorkflowRun build, RunRef run) {
        return !build.isLogUpdated() && !(contains(run) && build.getExecutor() != null);
    }

    /**
     * Notes that the run was told to stop.
     *
     * @return true the first time: a second interruption would cut short what the build does in its {@code post} section
     */
    boolean firstStop(RunRef run) {
        return stopped.add(run.uid());
    }

    /** The run has gone without a build that could be stopped. */
    void forgetStop(RunRef run) {
        stopped.remove(run.uid());
    }

    /** Notes whether the run asks a question; tells whether that is news. */
    public boolean asks(RunRef run, boolean asking) {
        Active found = active.get(run.uid());
        return found != null && found.asking.compareAndSet(!asking, asking);
    }
}
