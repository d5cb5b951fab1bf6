package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.model.Executor;
import hudson.model.Queue;
import hudson.model.Result;
import io.jenkins.plugins.kubesphere.devops.engine.RunRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import jenkins.model.CauseOfInterruption;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Stops and deletes runs. */
final class Stops {
    /** How long a build may take to stop before the next, harder way is tried. Jenkins gives as much to a deleted job. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private static final int LOOK_MILLIS = 20;

    private final RunSearch search;
    private final Departures departures;
    private final ActiveRuns active;

    Stops(RunSearch search, Departures departures, ActiveRuns active) {
        this.search = search;
        this.departures = departures;
        this.active = active;
    }

    void stop(WorkflowJob job, RunRef run) {
        find(job, run).ifPresent(place -> {
            if (place instanceof Place.Queued queued) {
                cancel(queued.item(), run);
            } else if (place instanceof Place.Built built && built.build().isBuilding() && active.firstStop(run)) {
                interrupt(built.build(), StoppedByRun.stopped(run));
            }
        });
    }

    void delete(WorkflowJob job, RunRef run) {
        if (find(job, run).orElse(null) instanceof Place.Queued queued) {
            cancel(queued.item(), run);
        }
        // It may have left the queue just before it was cancelled; then it is about to be a build.
        awaitArrival(job, run).ifPresent(build -> {
            if (!active.isOver(build, run)) {
                end(build, run);
            }
            try {
                build.delete();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        departures.forget(run);
    }

    private Optional<Place> find(WorkflowJob job, RunRef run) {
        return search.everywhere(job, run, Instant.EPOCH);
    }

    private static void cancel(Queue.Item item, RunRef run) {
        if (Jenkins.get().getQueue().cancel(item)) {
            // A queue item that was cancelled comes back from a stale file, and is built.
            QueueFile.save();
        }
    }

    private Optional<WorkflowRun> awaitArrival(WorkflowJob job, RunRef run) {
        Instant end = Instant.now().plus(GRACE);
        Optional<Place> place = find(job, run);
        while (place.orElse(null) instanceof Place.Leaving) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(
                        run + " left the queue and has no build yet; its deletion is tried again");
            }
            sleep();
            place = find(job, run);
        }
        return place.filter(Place.Built.class::isInstance)
                .map(Place.Built.class::cast)
                .map(Place.Built::build);
    }

    /** Politely, then by failing its steps, then by force: what does not stop must not hold up a deletion for ever. */
    private void end(WorkflowRun build, RunRef run) {
        interrupt(build, StoppedByRun.deleted(run));
        if (isRunningAfter(still -> {}, build, run)
                && isRunningAfter(WorkflowRun::doTerm, build, run)
                && isRunningAfter(WorkflowRun::doKill, build, run)) {
            throw new IllegalStateException(build.getFullDisplayName() + " does not stop; its deletion is tried again");
        }
    }

    private boolean isRunningAfter(Consumer<WorkflowRun> measure, WorkflowRun build, RunRef run) {
        measure.accept(build);
        Instant end = Instant.now().plus(GRACE);
        while (!active.isOver(build, run)) {
            if (Instant.now().isAfter(end)) {
                return true;
            }
            sleep();
        }
        return false;
    }

    private static void interrupt(WorkflowRun build, CauseOfInterruption cause) {
        Executor executor = build.getExecutor();
        if (executor == null) {
            build.doTerm();
        } else {
            executor.interrupt(Result.ABORTED, cause);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a build to stop; it is tried again", e);
        }
    }
}
