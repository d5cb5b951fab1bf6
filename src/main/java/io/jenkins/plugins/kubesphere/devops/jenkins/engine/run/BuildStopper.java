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
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.CauseOfInterruption;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Stops and deletes the builds and queue items of runs. */
public final class BuildStopper {
    private static final Logger LOGGER = Logger.getLogger(BuildStopper.class.getName());

    /**
     * How long to wait for a build to stop before the next, stronger measure. Jenkins waits equally long when it
     * deletes a job.
     */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    private static final int POLL_MILLIS = 20;

    private final RunLocator locator;

    public BuildStopper(RunLocator locator) {
        this.locator = locator;
    }

    /** Cancels the run in the queue, or ends its build. Does not wait for the end of the build. */
    public void stop(WorkflowJob job, PipelineRunRef run, StopLevel level) {
        Optional<RunLocation> location = cancel(job, run) ? Optional.empty() : find(job, run);
        location.filter(BuildStopper::mayBuild).ifPresent(found -> {
            if (level == StopLevel.INTERRUPT) {
                interrupt(job, run, PipelineRunInterruption.stopped(run));
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
     * Deletes the run's queue item or build. A running build is ended first.
     *
     * @throws IllegalStateException if the build does not start or end in time; the caller tries again later
     */
    public void delete(WorkflowJob job, PipelineRunRef run) {
        awaitCancelledOrBuilt(job, run).ifPresent(build -> {
            if (!RunRegistry.get().activeBuilds().hasEnded(build, run)) {
                endBuild(job, build, run);
            }
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
        Deadline deadline = Deadline.after(STOP_TIMEOUT);
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

    /**
     * Interrupts the build, then terminates it, then kills it: a build that does not stop must not block a deletion.
     */
    private void endBuild(WorkflowJob job, WorkflowRun build, PipelineRunRef run) {
        interrupt(job, run, PipelineRunInterruption.deleted(run));
        if (isStillRunningAfter(ignored -> {}, build, run)
                && isStillRunningAfter(running -> end(running, StopLevel.TERMINATE), build, run)
                && isStillRunningAfter(running -> end(running, StopLevel.KILL), build, run)) {
            throw new EngineFailureException(build + " does not stop; its deletion is retried");
        }
    }

    private boolean isStillRunningAfter(Consumer<WorkflowRun> action, WorkflowRun build, PipelineRunRef run) {
        action.accept(build);
        Deadline deadline = Deadline.after(STOP_TIMEOUT);
        while (!RunRegistry.get().activeBuilds().hasEnded(build, run)) {
            if (deadline.hasPassed()) {
                return true;
            }
            PollDelay.sleep(POLL_MILLIS);
        }
        return false;
    }

    private void interrupt(WorkflowJob job, PipelineRunRef run, CauseOfInterruption cause) {
        BuildInterrupter.interrupt(run, () -> find(job, run), RunRegistry.get().activeBuilds(), cause);
    }
}
