package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Holds the runs whose builds this process has started or resumed, until Jenkins finalizes the build. Thread-safe. */
public final class ActiveBuildRegistry {
    private final Map<String, StartedBuild> builds = new ConcurrentHashMap<>();
    /** Runs that were interrupted. A run may be interrupted before its build starts. */
    private final Set<String> interrupted = ConcurrentHashMap.newKeySet();

    private static final class StartedBuild {
        private volatile boolean startedHere;
        private volatile boolean running;
        private final AtomicBoolean inputPending = new AtomicBoolean();
    }

    /** Adds a build that starts in this process. */
    public void add(PipelineRunRef run) {
        builds.computeIfAbsent(run.uid(), uid -> new StartedBuild()).startedHere = true;
    }

    /** True for a build that this process has started, not resumed. */
    public boolean isStartedHere(PipelineRunRef run) {
        StartedBuild found = builds.get(run.uid());
        return found != null && found.startedHere;
    }

    /** Records that the FlowExecution of the build runs, and that Jenkins has saved this. */
    public void markRunning(PipelineRunRef run) {
        builds.computeIfAbsent(run.uid(), uid -> new StartedBuild()).running = true;
    }

    /** True for a build that has started, but whose FlowExecution does not run yet. */
    boolean isStarting(PipelineRunRef run) {
        StartedBuild found = builds.get(run.uid());
        return found != null && !found.running;
    }

    public void remove(PipelineRunRef run) {
        builds.remove(run.uid());
        interrupted.remove(run.uid());
    }

    boolean contains(PipelineRunRef run) {
        return builds.containsKey(run.uid());
    }

    /**
     * Whether the run's build does not change any more. A build reports that it is completed before Jenkins saves its
     * end. If Jenkins crashes before it saves the end, it resumes the build after the restart.
     */
    public boolean hasEnded(WorkflowRun build, PipelineRunRef run) {
        return !build.isLogUpdated() && !(contains(run) && build.getExecutor() != null);
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
}
