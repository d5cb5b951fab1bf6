package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import io.jenkins.plugins.kubesphere.devops.engine.EngineFailureException;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.StopLevel;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.deletion.BuildDeleter;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.PollDelay;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.pause.BuildPauser;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.queue.QueueLock;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.queue.QueueSaver;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.CauseOfInterruption;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Stops and deletes the builds and queue items of runs. */
public final class BuildStopper {
    private static final Logger LOGGER = Logger.getLogger(BuildStopper.class.getName());

    /** How long a run that has left the queue may need to get its build. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(15);

    private static final int POLL_MILLIS = 20;

    private final RunLocator locator;

    public BuildStopper(RunLocator locator) {
        this.locator = locator;
    }

    /**
     * Cancels the run in the queue, or ends its build. Does not wait for the end of the build.
     *
     * @param by name of the person who stops the run; empty if it is not known
     */
    public void stop(WorkflowJob job, PipelineRunRef run, StopLevel level, String by) {
        Optional<RunLocation> location = cancel(job, run) ? Optional.empty() : find(job, run);
        location.filter(BuildStopper::mayBuild).ifPresent(found -> {
            if (level == StopLevel.INTERRUPT) {
                interrupt(job, run, PipelineRunInterruption.stopped(run, by));
            } else {
                found.findBuild().ifPresent(build -> end(build, level));
            }
        });
    }

    /** Ends a build that was interrupted before and goes on. */
    private static void end(WorkflowRun build, StopLevel level) {
        LOGGER.log(Level.INFO, () -> build + " does not end after it was stopped; next measure: " + level);
        if (level == StopLevel.KILL) {
            build.doKill();
        } else {
            build.doTerm();
            BuildPauser.setPaused(build, false);
        }
    }

    private static boolean mayBuild(RunLocation location) {
        return !(location instanceof RunLocation.Cancelled)
                && !(location instanceof RunLocation.BuildDeleted)
                && location.findBuild().filter(build -> !build.isBuilding()).isEmpty();
    }

    /**
     * Cancels the run in the queue because it is deleted, or ends its build with higher and higher levels: a build that
     * does not stop must not block the deletion.
     *
     * @return the build, which has ended; empty if there is none
     * @throws EngineFailureException if the build does not start or end in time; the caller tries again later
     */
    public Optional<WorkflowRun> stopAndWait(WorkflowJob job, PipelineRunRef run) {
        Optional<WorkflowRun> build = awaitCancelledOrBuilt(job, run);
        build.filter(found -> !RunRegistry.get().activeBuilds().hasEnded(found, run))
                .ifPresent(found -> endBuild(job, found, run));
        return build;
    }

    /**
     * Deletes the run's queue item or build. A running build is ended first.
     *
     * @throws EngineFailureException as {@link #stopAndWait}
     */
    public void delete(WorkflowJob job, PipelineRunRef run) {
        stopAndWait(job, run).ifPresent(build -> {
            try {
                BuildDeleter.delete(build);
            } catch (UncheckedIOException e) {
                // The build still exists, and the next attempt must find it.
                RunRegistry.get().builds().add(run, build);
                throw e;
            }
        });
        locator.allowBuildAgain(job, run);
        RunRegistry.get().leftQueueItems().removeWithCancellation(run);
    }

    private Optional<RunLocation> find(WorkflowJob job, PipelineRunRef run) {
        return locator.find(job, run, Instant.EPOCH);
    }

    /**
     * Cancels the run in the queue. The item is looked up and cancelled under one lock: when an item changes its state
     * in the queue, Jenkins replaces the object, and cancelling the old object has no effect.
     *
     * @return false if the run is not in the queue, or has left it to be built
     */
    private static boolean cancel(WorkflowJob job, PipelineRunRef run) {
        boolean cancelled = QueueLock.call(() -> RunLocator.findQueued(job, run)
                .filter(item -> Jenkins.get().getQueue().cancel(item))
                .isPresent());
        if (cancelled) {
            // After a crash Jenkins would read the cancelled item from an old queue.xml and build it.
            QueueSaver.save();
        }
        return cancelled;
    }

    /**
     * Cancels the run in the queue, or waits until it has a build.
     *
     * @return the build, empty if there is none
     */
    private Optional<WorkflowRun> awaitCancelledOrBuilt(WorkflowJob job, PipelineRunRef run) {
        Deadline deadline = Deadline.after(START_TIMEOUT);
        RunLocation location = null;
        while (!cancel(job, run) && awaitsBuild(location = find(job, run).orElse(null))) {
            if (deadline.hasPassed()) {
                throw new EngineFailureException(run + " left the queue and has no build yet; its deletion is retried");
            }
            PollDelay.sleep(POLL_MILLIS);
        }
        return Optional.ofNullable(location).flatMap(RunLocation::findBuild);
    }

    private static boolean awaitsBuild(RunLocation location) {
        return location instanceof RunLocation.Queued || location instanceof RunLocation.LeftQueue;
    }

    private void endBuild(WorkflowJob job, WorkflowRun build, PipelineRunRef run) {
        for (StopLevel level : StopLevel.values()) {
            if (level == StopLevel.INTERRUPT) {
                interrupt(job, run, PipelineRunInterruption.deleted(run));
            } else {
                end(build, level);
            }
            if (endsWithin(level.timeout(), build, run)) {
                return;
            }
        }
        throw new EngineFailureException(build + " does not stop; its deletion is retried");
    }

    private static boolean endsWithin(Duration timeout, WorkflowRun build, PipelineRunRef run) {
        Deadline deadline = Deadline.after(timeout);
        while (!RunRegistry.get().activeBuilds().hasEnded(build, run)) {
            if (deadline.hasPassed()) {
                return false;
            }
            PollDelay.sleep(POLL_MILLIS);
        }
        return true;
    }

    private void interrupt(WorkflowJob job, PipelineRunRef run, CauseOfInterruption cause) {
        BuildInterrupter.interrupt(run, () -> find(job, run), RunRegistry.get().activeBuilds(), cause);
    }
}
