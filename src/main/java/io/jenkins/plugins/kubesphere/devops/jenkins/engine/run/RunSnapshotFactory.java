package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.Queue;
import hudson.model.Queue.WaitingItem;
import hudson.model.queue.CauseOfBlockage;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Result;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary.BuildResults;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Says how a run is. Called without any lock. */
public final class RunSnapshotFactory {
    public RunSnapshot of(RunRef run, RunLocation place) {
        if (place instanceof RunLocation.Queued queued) {
            return queued(run, why(queued.item()));
        }
        if (place instanceof RunLocation.Built built) {
            return of(run, built.build());
        }
        return place instanceof RunLocation.Cancelled cancelled ? cancelled(run, cancelled) : queued(run, "");
    }

    private RunSnapshot of(RunRef run, WorkflowRun build) {
        if (RunRegistry.get().active().isOver(build, run)) {
            return over(run, build);
        }
        if (RunRegistry.get().active().isBeginning(run) || build.getExecution() == null) {
            // Killed now, it would vanish, and its number with it.
            return queued(run, "");
        }
        Optional<RunSnapshot.Input> question = InputProvider.pending(build);
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
        Result result = BuildResults.of(build);
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
                .map(mask -> FailureCause.of(build, mask))
                .orElse("");
    }

    private static RunSnapshot queued(RunRef run, String why) {
        return withoutBuild(run, State.QUEUED, Result.NONE, Optional.empty(), why);
    }

    private static RunSnapshot cancelled(RunRef run, RunLocation.Cancelled cancelled) {
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

    /** A new item waits out a quiet period of nothing until the queue is maintained; what it waits for then is more telling. */
    private static String why(Queue.Item item) {
        CauseOfBlockage cause =
                item instanceof WaitingItem ? item.getTask().getCauseOfBlockage() : item.getCauseOfBlockage();
        return cause == null ? "" : cause.getShortDescription();
    }
}
