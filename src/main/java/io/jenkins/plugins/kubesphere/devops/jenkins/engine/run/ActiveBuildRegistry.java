package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Holds the runs whose builds this process has started or resumed, until Jenkins finalizes the build. Thread-safe. */
public final class ActiveBuildRegistry {
    private static final Duration SAVE_LIMIT = Duration.ofMinutes(2);

    private final Map<String, StartedBuild> builds = new ConcurrentHashMap<>();
    /** Runs that were interrupted. A run may be interrupted before its build starts. */
    private final Set<String> interrupted = ConcurrentHashMap.newKeySet();

    private static final class StartedBuild {
        private final int number;
        private volatile boolean startedHere;
        private volatile boolean running;
        private final AtomicBoolean inputPending = new AtomicBoolean();
        private final AtomicBoolean inputCheckPlanned = new AtomicBoolean();

        private StartedBuild(int number) {
            this.number = number;
        }
    }

    /** Adds a build that starts in this process. */
    public void add(PipelineRunRef run, WorkflowRun build) {
        entry(run, build).startedHere = true;
    }

    /** A run that is built again after a crash has a new entry for its new build. */
    private StartedBuild entry(PipelineRunRef run, WorkflowRun build) {
        int number = build.getNumber();
        return builds.compute(
                run.uid(), (uid, known) -> known != null && known.number >= number ? known : new StartedBuild(number));
    }

    /** True for a build that this process has started, not resumed. */
    public boolean isStartedHere(PipelineRunRef run) {
        StartedBuild found = builds.get(run.uid());
        return found != null && found.startedHere;
    }

    /** Records that the FlowExecution of the build runs, and that Jenkins has saved this. */
    public void markRunning(PipelineRunRef run, WorkflowRun build) {
        entry(run, build).running = true;
    }

    /** True for a build that has started, but whose FlowExecution does not run yet. */
    boolean isStarting(PipelineRunRef run) {
        StartedBuild found = builds.get(run.uid());
        return found != null && !found.running;
    }

    /** Removes a build that has ended. Does nothing if the run has a later build. */
    public void remove(PipelineRunRef run, WorkflowRun build) {
        StartedBuild left =
                builds.computeIfPresent(run.uid(), (uid, known) -> known.number > build.getNumber() ? known : null);
        if (left == null) {
            interrupted.remove(run.uid());
        }
    }

    /** Whether this process has started or resumed a build of the run that has not been finalized. */
    public boolean contains(PipelineRunRef run) {
        return builds.containsKey(run.uid());
    }

    /**
     * Whether the run's build does not change any more. A build reports that it is completed before Jenkins saves its
     * end. If Jenkins crashes before it saves the end, it resumes the build after the restart. A listener of another
     * plugin that throws can keep Jenkins from that for ever, so it counts as saved after some time.
     */
    public boolean hasEnded(WorkflowRun build, PipelineRunRef run) {
        return !build.isLogUpdated() && !(contains(run) && build.getExecutor() != null && mayBeUnsaved(build));
    }

    private static boolean mayBeUnsaved(WorkflowRun build) {
        return mayBeUnsaved(build.getStartTimeInMillis() + build.getDuration(), System.currentTimeMillis());
    }

    /** An end in the future is from before somebody has set the clock back: otherwise the run would wait for hours. */
    static boolean mayBeUnsaved(long end, long now) {
        return end <= now && now - end < SAVE_LIMIT.toMillis();
    }

    /**
     * Records that the run is interrupted.
     *
     * @return false if the run was interrupted before. The caller must not interrupt it again, because a second
     *     interruption would end the {@code post} section of the build
     */
    boolean markInterrupted(PipelineRunRef run) {
        return interrupted.add(run.uid());
    }

    /** Removes the record of an interruption, because the run has no build that could be stopped. */
    void clearInterrupted(PipelineRunRef run) {
        interrupted.remove(run.uid());
    }

    /**
     * Records whether the run waits for an input.
     *
     * @return true if that changed
     */
    public boolean updateInputPending(PipelineRunRef run, boolean inputPending) {
        StartedBuild found = builds.get(run.uid());
        return found != null && found.inputPending.compareAndSet(!inputPending, inputPending);
    }

    /**
     * Plans to look at the inputs of the run once more: while one of them waits, others may be asked or answered.
     *
     * @return true if the caller must do that and then call {@link #endInputCheck}; false if it is planned already
     */
    public boolean planInputCheck(PipelineRunRef run) {
        StartedBuild found = builds.get(run.uid());
        return found != null && found.inputCheckPlanned.compareAndSet(false, true);
    }

    /** Allows the next check. Call this before the inputs are read. */
    public void endInputCheck(PipelineRunRef run) {
        StartedBuild found = builds.get(run.uid());
        if (found != null) {
            found.inputCheckPlanned.set(false);
        }
    }
}
