package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Holds the runs whose builds this process has started or resumed, until Jenkins finalizes the build. Thread-safe. */
public final class StartedBuilds {
    private final Map<String, Active> active = new ConcurrentHashMap<>();
    /** Runs that were interrupted. A run may be interrupted before it is active. */
    private final Set<String> interrupted = ConcurrentHashMap.newKeySet();

    private static final class Active {
        private volatile boolean running;
        private final AtomicBoolean inputPending = new AtomicBoolean();
    }

    public void add(RunRef run) {
        active.putIfAbsent(run.uid(), new Active());
    }

    /** Records that the program of the build runs, and that Jenkins has written this to disk. */
    public void markRunning(RunRef run) {
        active.computeIfAbsent(run.uid(), uid -> new Active()).running = true;
    }

    /** True for a build that has started, but whose program does not run yet. */
    boolean isStarting(RunRef run) {
        Active found = active.get(run.uid());
        return found != null && !found.running;
    }

    public void remove(RunRef run) {
        active.remove(run.uid());
        interrupted.remove(run.uid());
    }

    boolean contains(RunRef run) {
        return active.containsKey(run.uid());
    }

    /**
     * Whether the run's build does not change any more. A build reports that it is completed before Jenkins saves it;
     * after a crash between the two, Jenkins resumes the build.
     */
    public boolean isOver(WorkflowRun build, RunRef run) {
        return !build.isLogUpdated() && !(contains(run) && build.getExecutor() != null);
    }

    /**
     * Records that the run is interrupted.
     *
     * @return false if it was interrupted before: a second interruption would end the {@code post} section of the build
     */
    boolean markInterrupted(RunRef run) {
        return interrupted.add(run.uid());
    }

    /** Removes the record of an interruption, because the run has no build that could be stopped. */
    void clearInterrupted(RunRef run) {
        interrupted.remove(run.uid());
    }

    /**
     * Records whether the run waits for an input.
     *
     * @return true if that changed
     */
    public boolean updateInputPending(RunRef run, boolean inputPending) {
        Active found = active.get(run.uid());
        return found != null && found.inputPending.compareAndSet(!inputPending, inputPending);
    }
}
