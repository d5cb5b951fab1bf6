package io.jenkins.plugins.kubesphere.devops.operator.run.status;

import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.Phases;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesTime;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The new status of a run, which is derived from its state in the engine and is merged into its present status. The
 * phases are those of ks-devops, with two corrections: a run that was stopped is Cancelled, and every run that ends has
 * a completion time.
 *
 * @param phase one of {@link Phases}
 * @param ready True if the run is bound to its build
 * @param succeeded Unknown until the run has ended
 * @param startedAt when the build started; empty to keep the time of the status
 * @param endedAt when the run ended; empty until then
 */
public record RunStatusUpdate(
        String phase,
        RunCondition ready,
        RunCondition succeeded,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt) {

    private static final String LAST_LINES = "\nLast lines of the log:\n";

    /** A condition without times. */
    record RunCondition(String status, String reason, String message) {}

    /** Returns the result in one line, for Events; may be empty. */
    String headline() {
        return succeeded.message().lines().findFirst().orElse("");
    }

    /** Maps a run of the engine, without the last lines of its log. */
    static RunStatusUpdate of(RunSnapshot run) {
        return of(run, "");
    }

    /**
     * Maps a run of the engine.
     *
     * @param lastLines last lines of the log of a build that has ended; empty to leave them out
     */
    static RunStatusUpdate of(RunSnapshot run, String lastLines) {
        RunCondition ready = run.number().isPresent()
                ? new RunCondition(Condition.TRUE, ConditionReasons.BOUND, build(run))
                : new RunCondition(
                        Condition.FALSE, run.hasEnded() ? result(run) : ConditionReasons.QUEUED, run.message());
        return switch (run.state()) {
            case QUEUED -> unfinished(run, Phases.PENDING, ready, ConditionReasons.QUEUED);
            // A build that waits for an agent is Running, as in ks-devops.
            case RUNNING -> unfinished(run, Phases.RUNNING, ready, ConditionReasons.RUNNING);
            case PAUSED -> unfinished(run, Phases.PENDING, ready, ConditionReasons.PAUSED);
            case FINISHED -> finished(run, ready, lastLines);
        };
    }

    private static RunStatusUpdate unfinished(RunSnapshot run, String phase, RunCondition ready, String reason) {
        String message = run.input()
                .map(RunSnapshot.Input::message)
                .orElse(run.message().isEmpty() ? build(run) + " is " + reason : run.message());
        return new RunStatusUpdate(
                phase, ready, new RunCondition(Condition.UNKNOWN, reason, message), run.startedAt(), Optional.empty());
    }

    private static RunStatusUpdate finished(RunSnapshot run, RunCondition ready, String lastLines) {
        String phase =
                switch (run.result()) {
                    case SUCCESS -> Phases.SUCCEEDED;
                    case UNSTABLE, FAILURE -> Phases.FAILED;
                    case ABORTED, CANCELLED_IN_QUEUE -> Phases.CANCELLED;
                    case NOT_BUILT, NONE -> Phases.UNKNOWN;
                };
        String status = Phases.SUCCEEDED.equals(phase) ? Condition.TRUE : Condition.FALSE;
        String summary = run.message().isEmpty() ? build(run) + " ended " + result(run) : run.message();
        String message = lastLines.isEmpty() ? summary : summary + LAST_LINES + lastLines;
        return new RunStatusUpdate(
                phase, ready, new RunCondition(status, result(run), message), run.startedAt(), run.endedAt());
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

    /** Returns the status of a run that cannot be started yet. */
    public static RunStatusUpdate waiting(String reason, String message) {
        return new RunStatusUpdate(
                Phases.PENDING,
                new RunCondition(Condition.FALSE, reason, message),
                new RunCondition(Condition.UNKNOWN, reason, message),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Returns the status of a run that the operator ends, not the engine.
     *
     * @param phase {@link Phases#FAILED}, {@link Phases#CANCELLED} or {@link Phases#UNKNOWN}
     * @param old the status so far; a run that was bound stays bound
     */
    public static RunStatusUpdate ended(
            String phase, String reason, String message, PipelineRunStatus old, Instant now) {
        RunCondition ready = old.condition(ConditionTypes.READY)
                .filter(Condition::statusIsTrue)
                .map(bound -> new RunCondition(bound.status(), bound.reason(), bound.message()))
                .orElse(new RunCondition(Condition.FALSE, reason, message));
        return new RunStatusUpdate(
                phase, ready, new RunCondition(Condition.FALSE, reason, message), Optional.empty(), Optional.of(now));
    }

    /**
     * Renders the status.
     *
     * @return {@code old} itself if nothing changes; otherwise a status whose update time is now
     */
    PipelineRunStatus render(PipelineRunStatus old, Instant now) {
        List<Condition> conditions = Conditions.with(
                old.conditions(), ConditionTypes.READY, ready.status(), ready.reason(), ready.message(), now);
        conditions = Conditions.with(
                conditions, ConditionTypes.SUCCEEDED, succeeded.status(), succeeded.reason(), succeeded.message(), now);
        PipelineRunStatus rendered = new PipelineRunStatus(
                phase,
                startedAt.map(KubernetesTime::format).orElse(old.startTime()),
                endedAt.map(KubernetesTime::format).orElse(null),
                old.updateTime(),
                conditions);
        return rendered.equals(old)
                ? old
                : new PipelineRunStatus(
                        rendered.phase(),
                        rendered.startTime(),
                        rendered.completionTime(),
                        KubernetesTime.format(now),
                        rendered.conditions());
    }
}
