package io.jenkins.plugins.kubesphere.devops.operator.run.status;

import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.RunPhases;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesTime;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The new status of a run, which is merged into its present status. {@link RunStatusMapper} derives it from the state
 * of the run in the engine.
 *
 * @param phase one of {@link Phases}, or the phase of the status so far, which may be null
 * @param ready True if the run is bound to its build
 * @param succeeded Unknown until the run has ended
 * @param startedAt when the build started; empty to keep the time of the status
 * @param endedAt when the run ended; empty until then
 * @param parameters the parameters of the build; empty to keep those of the status
 * @param approvers who has approved an input of the build; empty to keep those of the status
 */
public record RunStatusUpdate(
        String phase,
        RunCondition ready,
        RunCondition succeeded,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<StatusParameters> parameters,
        Optional<List<String>> approvers) {

    /** A status that says nothing about the parameters and the approvers of the build. */
    RunStatusUpdate(
            String phase,
            RunCondition ready,
            RunCondition succeeded,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt) {
        this(phase, ready, succeeded, startedAt, endedAt, Optional.empty(), Optional.empty());
    }

    /** A condition without times. */
    record RunCondition(String status, String reason, String message) {}

    /** Returns the status of a run that cannot be started yet. */
    public static RunStatusUpdate waiting(String reason, String message) {
        return new RunStatusUpdate(
                RunPhases.PENDING,
                new RunCondition(Condition.FALSE, reason, message),
                new RunCondition(Condition.UNKNOWN, reason, message),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Returns the status of an unfinished run on which this instance does not act. The phase stays as it was.
     *
     * @param old the status so far
     */
    public static RunStatusUpdate suspended(String reason, String message, PipelineRunStatus old) {
        return new RunStatusUpdate(
                old.phase(),
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
        return new RunStatusUpdate(
                phase,
                readyAtEnd(reason, message, old),
                new RunCondition(Condition.FALSE, reason, message),
                Optional.empty(),
                Optional.of(now));
    }

    /** Returns the status of a run whose result ks-devops has written, but not that the run has ended. */
    public static RunStatusUpdate endedAsReported(
            Condition succeeded, String message, PipelineRunStatus old, Instant now) {
        return new RunStatusUpdate(
                old.phase(),
                readyAtEnd(succeeded.reason(), message, old),
                new RunCondition(succeeded.status(), succeeded.reason(), message),
                Optional.empty(),
                Optional.of(now));
    }

    /** Returns the same status with the parameters of the build. */
    RunStatusUpdate withParameters(StatusParameters used) {
        return new RunStatusUpdate(phase, ready, succeeded, startedAt, endedAt, Optional.of(used), approvers);
    }

    /** Returns the same status with the users who have approved an input of the build. */
    RunStatusUpdate withApprovers(List<String> users) {
        return new RunStatusUpdate(phase, ready, succeeded, startedAt, endedAt, parameters, Optional.of(users));
    }

    private static RunCondition readyAtEnd(String reason, String message, PipelineRunStatus old) {
        return old.condition(ConditionTypes.READY)
                .filter(Condition::statusIsTrue)
                .map(bound -> new RunCondition(bound.status(), bound.reason(), bound.message()))
                .orElse(new RunCondition(Condition.FALSE, reason, message));
    }

    /** Returns the result in one line, for Events; may be empty. */
    String headline() {
        return succeeded.message().lines().findFirst().orElse("");
    }

    /**
     * Merges this into a status.
     *
     * @return {@code current} itself if nothing changes; otherwise a status whose update time is now
     */
    PipelineRunStatus mergeInto(PipelineRunStatus current, Instant now) {
        List<Condition> conditions = Conditions.withCondition(
                current.conditions(), ConditionTypes.READY, ready.status(), ready.reason(), ready.message(), now);
        conditions = Conditions.withCondition(
                conditions, ConditionTypes.SUCCEEDED, succeeded.status(), succeeded.reason(), succeeded.message(), now);
        PipelineRunStatus merged = new PipelineRunStatus(
                phase,
                startedAt.map(KubernetesTime::format).orElse(current.startTime()),
                endedAt.map(KubernetesTime::format).orElse(null),
                current.updateTime(),
                conditions,
                parameters.map(StatusParameters::shown).orElse(current.parameters()),
                parameters.isPresent()
                        ? (parameters.get().truncated() ? Boolean.TRUE : null)
                        : current.parametersTruncated(),
                approvers.orElse(current.approvers()));
        return merged.equals(current)
                ? current
                : merged.withConditions(merged.conditions(), KubernetesTime.format(now));
    }
}
