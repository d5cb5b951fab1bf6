package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.Queue;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.Polling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import jenkins.model.CauseOfInterruption;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Stops and deletes runs. */
public final class BuildStopper {
    /** How long a build may take to stop before the next, harder way is tried. Jenkins gives as much to a deleted job. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private static final int LOOK_MILLIS = 20;

    private final RunLocator search;

    public BuildStopper(RunLocator search) {
        this.search = search;
    }

    public void stop(WorkflowJob job, RunRef run) {
        if (!cancelled(job, run)
                && find(job, run).filter(BuildStopper::mayBuild).isPresent()) {
            interrupt(job, run, PipelineRunInterruption.stopped(run));
        }
    }

    private static boolean mayBuild(RunLocation place) {
        return !(place instanceof RunLocation.Cancelled)
                && !(place instanceof RunLocation.Built built && !built.build().isBuilding());
    }

    public void delete(WorkflowJob job, RunRef run) {
        awaitArrival(job, run).ifPresent(build -> {
            if (!RunRegistry.get().active().isOver(build, run)) {
                end(job, build, run);
            }
            try {
                build.delete();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        RunRegistry.get().left().forget(run);
    }

    private Optional<RunLocation> find(WorkflowJob job, RunRef run) {
        return search.everywhere(job, run, Instant.EPOCH);
    }

    /**
     * Takes the run out of the queue. Looked up and cancelled under one lock: an item that moves on within the queue is
     * another object, and cancelling the one that it was does nothing.
     *
     * @return false if it is not in the queue, or on its way out to be built
     */
    private static boolean cancelled(WorkflowJob job, RunRef run) {
        boolean cancelled = locked(() -> RunLocator.queued(job, run)
                .filter(item -> Jenkins.get().getQueue().cancel(item))
                .isPresent());
        if (cancelled) {
            // A queue item that was cancelled comes back from a stale file, and is built.
            QueuePersistence.save();
        }
        return cancelled;
    }

    private static boolean locked(Callable<Boolean> work) {
        try {
            return Queue.withLock(work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sees to it that the run is not in the queue: it is cancelled there, or has become a build. */
    private Optional<WorkflowRun> awaitArrival(WorkflowJob job, RunRef run) {
        Instant end = Instant.now().plus(GRACE);
        RunLocation place = null;
        while (!cancelled(job, run) && isOnItsWay(place = find(job, run).orElse(null))) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(
                        run + " left the queue and has no build yet; its deletion is tried again");
            }
            Polling.sleep(LOOK_MILLIS);
        }
        return place instanceof RunLocation.Built built ? Optional.of(built.build()) : Optional.empty();
    }

    private static boolean isOnItsWay(RunLocation place) {
        return place instanceof RunLocation.Queued || place instanceof RunLocation.Leaving;
    }

    /** Politely, then by failing its steps, then by force: what does not stop must not hold up a deletion for ever. */
    private void end(WorkflowJob job, WorkflowRun build, RunRef run) {
        interrupt(job, run, PipelineRunInterruption.deleted(run));
        if (isRunningAfter(still -> {}, build, run)
                && isRunningAfter(WorkflowRun::doTerm, build, run)
                && isRunningAfter(WorkflowRun::doKill, build, run)) {
            throw new IllegalStateException(build.getFullDisplayName() + " does not stop; its deletion is tried again");
        }
    }

    private boolean isRunningAfter(Consumer<WorkflowRun> measure, WorkflowRun build, RunRef run) {
        measure.accept(build);
        Instant end = Instant.now().plus(GRACE);
        while (!RunRegistry.get().active().isOver(build, run)) {
            if (Instant.now().isAfter(end)) {
                return true;
            }
            Polling.sleep(LOOK_MILLIS);
        }
        return false;
    }

    private void interrupt(WorkflowJob job, RunRef run, CauseOfInterruption cause) {
        BuildInterrupter.interrupt(run, () -> find(job, run), RunRegistry.get().active(), cause);
    }
}
