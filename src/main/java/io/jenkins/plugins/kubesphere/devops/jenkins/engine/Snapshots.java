package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.model.Queue;
import hudson.model.Queue.WaitingItem;
import hudson.model.queue.CauseOfBlockage;
import io.jenkins.plugins.kubesphere.devops.engine.RunRef;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.Result;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.State;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Says how a run is. Called without any lock. */
final class Snapshots {
    private final ActiveRuns active;

    Snapshots(ActiveRuns active) {
        this.active = active;
    }

    RunSnapshot of(RunRef run, Place place) {
        if (place instanceof Place.Queued queued) {
            return queued(run, why(queued.item()));
        }
        if (place instanceof Place.Built built) {
            return of(run, built.build());
        }
        return place instanceof Place.Cancelled cancelled ? cancelled(run, cancelled) : queued(run, "");
    }

    private RunSnapshot of(RunRef run, WorkflowRun build) {
        if (active.isOver(build, run)) {
            return over(run, build);
        }
        if (active.isBeginning(run) || build.getExecution() == null) {
            // Killed now, it would vanish, and its number with it.
            return queued(run, "");
        }
        Optional<RunSnapshot.Input> question = Questions.pending(build);
        return new RunSnapshot(
                run,
                OptionalInt.of(build.getNumber()),
                question.isPresent() ? State.PAUSED : State.RUNNING,
                Result.NONE,
                Optional.of(startedAt(build)),
                Optional.empty(),
                "",
                question);
    }

    private static RunSnapshot over(RunRef run, WorkflowRun build) {
        Result result = result(build);
        return new RunSnapshot(
                run,
                OptionalInt.of(build.getNumber()),
                State.FINISHED,
                result,
                Optional.of(startedAt(build)),
                Optional.of(startedAt(build).plusMillis(Math.max(0, build.getDuration()))),
                result == Result.SUCCESS ? "" : causeOfEnd(run, build),
                Optional.empty());
    }

    /** What cannot be masked is not shown. */
    private static String causeOfEnd(RunRef run, WorkflowRun build) {
        return BuildSecrets.mask(run, build)
                .map(mask -> CauseOfEnd.of(build, mask))
                .orElse("");
    }

    private static RunSnapshot queued(RunRef run, String why) {
        return withoutBuild(run, State.QUEUED, Result.NONE, Optional.empty(), why);
    }

    private static RunSnapshot cancelled(RunRef run, Place.Cancelled cancelled) {
        return withoutBuild(
                run,
                State.FINISHED,
                Result.CANCELLED_IN_QUEUE,
                Optional.of(cancelled.at()),
                "Cancelled in the queue of Jenkins");
    }

    private static RunSnapshot withoutBuild(
            RunRef run, State state, Result result, Optional<Instant> endedAt, String message) {
        return new RunSnapshot(
                run, OptionalInt.empty(), state, result, Optional.empty(), endedAt, message, Optional.empty());
    }

    private static Instant startedAt(WorkflowRun build) {
        return Instant.ofEpochMilli(build.getStartTimeInMillis());
    }

    static Result result(WorkflowRun build) {
        hudson.model.Result result = build.getResult();
        // A build without one did not live to have one.
        return result == null ? Result.FAILURE : Result.valueOf(result.toString());
    }

    /** A new item waits out a quiet period of nothing until the queue is maintained; what it waits for then is more telling. */
    private static String why(Queue.Item item) {
        CauseOfBlockage cause =
                item instanceof WaitingItem ? item.getTask().getCauseOfBlockage() : item.getCauseOfBlockage();
        return cause == null ? "" : cause.getShortDescription();
    }
}
