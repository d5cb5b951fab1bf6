package io.jenkins.plugins.kubesphere.devops.operator.run.status;

import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.Phases;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run's state means in Kubernetes. The phases are those of ks-devops, with its gaps closed: a run that was stopped
 * is Cancelled, and every end has a completion time.
 *
 * @param phase one of {@link Phases}
 * @param ready whether the run is bound to its build
 * @param succeeded Unknown until the end
 * @param startedAt when the build started; empty keeps what the status says
 * @param endedAt present exactly at the end
 */
public record RunStatusMapper(
        String phase, Statement ready, Statement succeeded, Optional<Instant> startedAt, Optional<Instant> endedAt) {

    private static final String LAST_LINES = "\nLast lines of the log:\n";

    /** A condition without its times. */
    record Statement(String status, String reason, String message) {}

    /** What became of it in one line, as Events say it; may be empty. */
    String headline() {
        return succeeded.message().lines().findFirst().orElse("");
    }

    /** The state of a run that the engine knows, without the end of its log. */
    static RunStatusMapper of(RunSnapshot run) {
        return of(run, "");
    }

    /**
     * The state of a run that the engine knows.
     *
     * @param lastLines of the log of a build that is over; empty if they are not to be shown
     */
    static RunStatusMapper of(RunSnapshot run, String lastLines) {
        Statement ready = run.number().isPresent()
                ? new Statement(Condition.TRUE, ConditionReasons.BOUND, build(run))
                : new Statement(Condition.FALSE, run.isOver() ? result(run) : ConditionReasons.QUEUED, run.message());
        return switch (run.state()) {
            // Only an item without a build is Pending: a build that waits for an agent is Running, as it always was.
            case QUEUED ->
                going(run, run.number().isPresent() ? Phases.RUNNING : Phases.PENDING, ready, ConditionReasons.QUEUED);
            case RUNNING -> going(run, Phases.RUNNING, ready, ConditionReasons.RUNNING);
            case PAUSED -> going(run, Phases.PENDING, ready, ConditionReasons.PAUSED);
            case FINISHED -> over(run, ready, lastLines);
        };
    }

    private static RunStatusMapper going(RunSnapshot run, String phase, Statement ready, String reason) {
        String message = run.input()
                .map(RunSnapshot.Input::message)
                .orElse(run.message().isEmpty() ? build(run) + " is " + reason : run.message());
        return new RunStatusMapper(
                phase, ready, new Statement(Condition.UNKNOWN, reason, message), run.startedAt(), Optional.empty());
    }

    private static RunStatusMapper over(RunSnapshot run, Statement ready, String lastLines) {
        String phase =
                switch (run.result()) {
                    case SUCCESS -> Phases.SUCCEEDED;
                    case UNSTABLE, FAILURE -> Phases.FAILED;
                    case ABORTED, CANCELLED_IN_QUEUE -> Phases.CANCELLED;
                    case NOT_BUILT, NONE -> Phases.UNKNOWN;
                };
        String status = Phases.SUCCEEDED.equals(phase) ? Condition.TRUE : Condition.FALSE;
        String what = run.message().isEmpty() ? build(run) + " ended " + result(run) : run.message();
        String message = lastLines.isEmpty() ? what : what + LAST_LINES + lastLines;
        return new RunStatusMapper(
                phase, ready, new Statement(status, result(run), message), run.startedAt(), run.endedAt());
    }

    private static String build(RunSnapshot run) {
        return run.number().isPresent() ? "build " + run.number().getAsInt() : "the run";
    }

    private static String result(RunSnapshot run) {
        return switch (run.result()) {
            case SUCCESS -> ConditionReasons.SUCCESS;
            case UNSTABLE -> ConditionReasons.UNSTABLE;
            case FAILURE -> ConditionReasons.FAILURE;
            case ABORTED -> ConditionReasons.ABORTED;
            case CANCELLED_IN_QUEUE -> ConditionReasons.QUEUE_ITEM_CANCELLED;
            case NOT_BUILT, NONE -> ConditionReasons.NOT_BUILT;
        };
    }

    /** The state of a run that cannot be started yet. */
    public static RunStatusMapper waiting(String reason, String message) {
        return new RunStatusMapper(
                Phases.PENDING,
                new Statement(Condition.FALSE, reason, message),
                new Statement(Condition.UNKNOWN, reason, message),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The state of a run that ends without the engine saying so.
     *
     * @param phase {@link Phases#FAILED}, {@link Phases#CANCELLED} or {@link Phases#UNKNOWN}
     * @param old what the status says so far: a run that was bound stays so
     */
    public static RunStatusMapper ended(
            String phase, String reason, String message, PipelineRunStatus old, Instant now) {
        Statement ready = old.condition(ConditionTypes.READY)
                .filter(Condition::holds)
                .map(bound -> new Statement(bound.status(), bound.reason(), bound.message()))
                .orElse(new Statement(Condition.FALSE, reason, message));
        return new RunStatusMapper(
                phase, ready, new Statement(Condition.FALSE, reason, message), Optional.empty(), Optional.of(now));
    }

    /**
     * Gives the status that says this.
     *
     * @return {@code old} itself if it says so already; otherwise one whose update time is now
     */
    PipelineRunStatus render(PipelineRunStatus old, Instant now) {
        List<Condition> conditions = Conditions.with(
                old.conditions(), ConditionTypes.READY, ready.status(), ready.reason(), ready.message(), now);
        conditions = Conditions.with(
                conditions, ConditionTypes.SUCCEEDED, succeeded.status(), succeeded.reason(), succeeded.message(), now);
        PipelineRunStatus rendered = new PipelineRunStatus(
                phase,
                startedAt.map(Conditions::time).orElse(old.startTime()),
                endedAt.map(Conditions::time).orElse(null),
                old.updateTime(),
                conditions);
        return rendered.equals(old)
                ? old
                : new PipelineRunStatus(
                        rendered.phase(),
                        rendered.startTime(),
                        rendered.completionTime(),
                        Conditions.time(now),
                        rendered.conditions());
    }
}
