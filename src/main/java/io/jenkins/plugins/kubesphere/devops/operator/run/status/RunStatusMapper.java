package io.jenkins.plugins.kubesphere.devops.operator.run.status;

import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.RunPhases;
import io.jenkins.plugins.kubesphere.devops.api.run.RunActions;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Input;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.RunStatusUpdate.RunCondition;
import java.util.Optional;

/**
 * Maps the state of a run in the engine to its status. The phases are those of ks-devops, with two corrections: a run
 * that was stopped is Cancelled, and every run that ends has a completion time.
 */
final class RunStatusMapper {
    private static final String LAST_LINES = "\nLast lines of the log:\n";

    private RunStatusMapper() {}

    /**
     * Maps a run of the engine.
     *
     * @param lastLines last lines of the log of a build that has ended; empty to leave them out
     */
    static RunStatusUpdate map(RunSnapshot run, String lastLines) {
        RunCondition ready = run.number().isPresent()
                ? new RunCondition(Condition.TRUE, ConditionReasons.BOUND, describeBuild(run))
                : new RunCondition(
                        Condition.FALSE, run.hasEnded() ? resultReason(run) : ConditionReasons.QUEUED, run.message());
        return switch (run.state()) {
            case QUEUED, LOST_BEFORE_FIRST_STEP -> unfinished(run, RunPhases.PENDING, ready, ConditionReasons.QUEUED);
            case RUNNING -> unfinished(run, RunPhases.RUNNING, ready, ConditionReasons.RUNNING);
            // The phase is Running, as in ks-devops: the build has started.
            case UNDECIDED, WAITING -> unfinished(run, RunPhases.RUNNING, ready, ConditionReasons.QUEUED);
            case PAUSED, PAUSED_BY_USER -> unfinished(run, RunPhases.PENDING, ready, ConditionReasons.PAUSED);
            case FINISHED -> finished(run, ready, lastLines);
            case BUILD_DELETED -> {
                if (run.result() == RunResult.NONE) {
                    throw new IllegalArgumentException(
                            run.run() + " has no build any more; only FinalRunStatusWriter can end it");
                }
                yield finished(run, ready, "");
            }
        };
    }

    private static RunStatusUpdate unfinished(RunSnapshot run, String phase, RunCondition ready, String reason) {
        String text = run.input().isPresent() ? describeQuestion(run) : run.message();
        String message = text.isEmpty() ? describeBuild(run) + describeState(run, reason) : text;
        return new RunStatusUpdate(
                phase, ready, new RunCondition(Condition.UNKNOWN, reason, message), run.startedAt(), Optional.empty());
    }

    private static String describeState(RunSnapshot run, String reason) {
        return switch (run.state()) {
            case UNDECIDED -> " has started, and none of its steps has run yet";
            case PAUSED_BY_USER -> " is paused; set spec.action to " + RunActions.RESUME + " to go on";
            default -> " is " + reason;
        };
    }

    /** The stage that asks, the question, and then where it is answered. Empty if nothing of that is known. */
    private static String describeQuestion(RunSnapshot run) {
        Input input = run.input().orElseThrow();
        String separator = input.message().isEmpty() ? "" : ": ";
        String question = input.stage().isEmpty()
                ? input.message()
                : input.stage() + " waits for input" + separator + input.message();
        if (question.isEmpty() || run.message().isEmpty()) {
            return question + run.message();
        }
        return question + " (" + run.message() + ")";
    }

    private static RunStatusUpdate finished(RunSnapshot run, RunCondition ready, String lastLines) {
        String phase =
                switch (run.result()) {
                    case SUCCESS -> RunPhases.SUCCEEDED;
                    case UNSTABLE, FAILURE, STALLED, TIMED_OUT -> RunPhases.FAILED;
                    case ABORTED, CANCELLED_IN_QUEUE -> RunPhases.CANCELLED;
                    case NOT_BUILT, NONE -> RunPhases.UNKNOWN;
                };
        String status = RunPhases.SUCCEEDED.equals(phase) ? Condition.TRUE : Condition.FALSE;
        String summary = run.message().isEmpty()
                ? describeBuild(run) + " ended with result " + resultReason(run)
                : run.message();
        String message = lastLines.isEmpty() ? summary : summary + LAST_LINES + lastLines;
        return new RunStatusUpdate(
                phase, ready, new RunCondition(status, resultReason(run), message), run.startedAt(), run.endedAt());
    }

    private static String describeBuild(RunSnapshot run) {
        return run.number().isPresent() ? "build " + run.number().getAsInt() : "the run";
    }

    private static String resultReason(RunSnapshot run) {
        return switch (run.result()) {
            case SUCCESS -> ConditionReasons.SUCCESS;
            case UNSTABLE -> ConditionReasons.UNSTABLE;
            case FAILURE -> ConditionReasons.FAILURE;
            case STALLED -> ConditionReasons.STALLED_AFTER_RESTART;
            case TIMED_OUT -> ConditionReasons.TIMED_OUT;
            case ABORTED -> ConditionReasons.ABORTED;
            case CANCELLED_IN_QUEUE -> ConditionReasons.QUEUE_ITEM_CANCELLED;
            case NOT_BUILT, NONE -> ConditionReasons.NOT_BUILT;
        };
    }
}
