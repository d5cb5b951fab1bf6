package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.Queue;
import hudson.model.Queue.WaitingItem;
import hudson.model.queue.CauseOfBlockage;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.address.BuildAddressFinder;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure.EndedBuildResultReader;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.graph.RunGraphRegistry;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.input.BuildInputProvider;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.pause.BuildPauser;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait.BuildWaitReader;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait.BuildWaitState;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait.StepStartWatchlist;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Creates the snapshot of a run's state. The caller must not hold a lock. */
public final class RunSnapshotFactory {
    private final BuildWaitReader waits = new BuildWaitReader(Clock.systemUTC());

    public RunSnapshot create(PipelineRunRef run, RunLocation location) {
        if (location instanceof RunLocation.Queued queued) {
            return queued(run, waitReason(queued.item()));
        }
        if (location instanceof RunLocation.Built built) {
            return ofBuild(run, built.build());
        }
        if (location instanceof RunLocation.BuildDeleted deleted) {
            return deleted.build().toSnapshot(run);
        }
        if (location instanceof RunLocation.LostBeforeFirstStep) {
            return withoutBuild(
                    run,
                    State.LOST_BEFORE_FIRST_STEP,
                    RunResult.NONE,
                    Optional.empty(),
                    "Jenkins was killed before the first step of the build; the run is built again");
        }
        return location instanceof RunLocation.Cancelled cancelled ? cancelled(run, cancelled) : queued(run, "");
    }

    private RunSnapshot ofBuild(PipelineRunRef run, WorkflowRun build) {
        StepStartWatchlist watchlist = RunRegistry.get().idleRunWatchlist();
        watchlist.add(run);
        RunSnapshot snapshot = readBuild(run, build);
        if (snapshot.state() == State.RUNNING || snapshot.state() == State.FINISHED) {
            watchlist.remove(run);
        }
        return snapshot;
    }

    private RunSnapshot readBuild(PipelineRunRef run, WorkflowRun build) {
        if (RunRegistry.get().activeBuilds().hasEnded(build, run)) {
            return ended(run, build);
        }
        if (RunRegistry.get().activeBuilds().isStarting(run) || build.getExecution() == null) {
            // Reports the run as queued until the build is saved. If Jenkins were killed before that, the build and its
            // number would be lost.
            return queued(run, "");
        }
        if (BuildPauser.isPaused(build)) {
            return unfinished(run, build, State.PAUSED_BY_USER, "", Optional.empty());
        }
        Optional<RunSnapshot.Input> pendingInput = BuildInputProvider.findPendingInput(build)
                .map(input -> new RunSnapshot.Input(
                        input.id(), mask(run, build, input.message()), mask(run, build, describeStage(build))));
        if (pendingInput.isPresent()) {
            String page = BuildAddressFinder.findInput(build.getParent(), build.getNumber())
                    .map(address -> "answer it at " + address)
                    .orElse("");
            return unfinished(run, build, State.PAUSED, page, pendingInput);
        }
        BuildWaitState activity = waits.read(build);
        return switch (activity.state()) {
            case RUNS -> unfinished(run, build, State.RUNNING, "", Optional.empty());
            case UNDECIDED -> unfinished(run, build, State.UNDECIDED, "", Optional.empty());
            case WAITS -> {
                String stage = describeStage(build);
                String place = stage.isEmpty() ? "build " + build.getNumber() : stage;
                String wait = mask(run, build, place + " " + activity.reason());
                yield unfinished(run, build, State.WAITING, wait, Optional.empty())
                        .withAgentTrouble(activity.agentTrouble());
            }
        };
    }

    /** Only of a build that waits: while it runs, each new stage would be another request that writes the status. */
    private static String describeStage(WorkflowRun build) {
        return RunGraphRegistry.get().describeStage(build);
    }

    private static RunSnapshot unfinished(
            PipelineRunRef run, WorkflowRun build, State state, String message, Optional<RunSnapshot.Input> input) {
        return new RunSnapshot(
                run,
                OptionalInt.of(build.getNumber()),
                state,
                RunResult.NONE,
                Optional.of(startedAt(build)),
                Optional.empty(),
                message,
                input);
    }

    private static RunSnapshot ended(PipelineRunRef run, WorkflowRun build) {
        Optional<String> stalled = EndedBuildResultReader.findStall(build);
        RunResult result = EndedBuildResultReader.read(build);
        return new RunSnapshot(
                run,
                OptionalInt.of(build.getNumber()),
                State.FINISHED,
                result,
                Optional.of(startedAt(build)),
                Optional.of(startedAt(build).plusMillis(Math.max(0, build.getDuration()))),
                result == RunResult.SUCCESS ? "" : stalled.orElseGet(() -> failureCause(run, build)),
                Optional.empty());
    }

    /** Masks secret parameters, too. Empty if the secrets in the text cannot be masked. */
    private static String mask(PipelineRunRef run, WorkflowRun build, String text) {
        return BuildSecretMaskFactory.create(run, build)
                .map(mask -> mask.applyToText(text))
                .orElse("");
    }

    /** Empty if the secrets in the cause cannot be masked. */
    private static String failureCause(PipelineRunRef run, WorkflowRun build) {
        return BuildSecretMaskFactory.create(run, build)
                .map(mask -> BuildFailureDescriber.describe(build, mask))
                .orElse("");
    }

    private static RunSnapshot queued(PipelineRunRef run, String waitReason) {
        return withoutBuild(run, State.QUEUED, RunResult.NONE, Optional.empty(), waitReason);
    }

    private static RunSnapshot cancelled(PipelineRunRef run, RunLocation.Cancelled cancelled) {
        return withoutBuild(
                run,
                State.FINISHED,
                RunResult.CANCELLED_IN_QUEUE,
                Optional.of(cancelled.at()),
                "Cancelled in the queue of Jenkins");
    }

    private static RunSnapshot withoutBuild(
            PipelineRunRef run, State state, RunResult result, Optional<Instant> endedAt, String message) {
        return new RunSnapshot(
                run, OptionalInt.empty(), state, result, Optional.empty(), endedAt, message, Optional.empty());
    }

    private static Instant startedAt(WorkflowRun build) {
        return Instant.ofEpochMilli(build.getStartTimeInMillis());
    }

    /**
     * Returns why the item waits. Until Jenkins next maintains the queue, a new item reports a quiet period of 0
     * seconds. This would not help the user, so this method returns the reason that comes next.
     */
    private static String waitReason(Queue.Item item) {
        CauseOfBlockage cause =
                item instanceof WaitingItem ? item.getTask().getCauseOfBlockage() : item.getCauseOfBlockage();
        return cause == null ? "" : cause.getShortDescription();
    }
}
