package io.jenkins.plugins.kubesphere.devops.operator.run.status;

import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunRequestFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;

/**
 * Limits how often the status of a run is written. The end, and each new phase of a build that has begun, are written
 * at once. A new message about the same wait, in the queue, for the pipeline or for an agent, is written at most every
 * 10 seconds. Everything else is written at most once a second.
 */
final class StatusThrottle {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Times in a status are cut to whole seconds. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);

    /** The clock of the API server, or of an earlier instance, may be ahead of ours. */
    private static final Duration MAX_CLOCK_DIFFERENCE = Duration.ofSeconds(10);

    /**
     * The interval for a new message about the same wait. Jenkins reports how long the wait may still take, so the
     * message changes each time.
     */
    private static final Duration WAITING_INTERVAL = Duration.ofSeconds(10);

    private StatusThrottle() {}

    /**
     * Returns how long to wait before the status is written; empty if it may be written now.
     *
     * @param run the run with the last written status
     * @param next the status to write
     * @param buildStarted true if its build has begun
     */
    static Optional<Duration> delay(PipelineRun run, PipelineRunStatus next, boolean buildStarted, Instant now) {
        PipelineRunStatus old = run.getStatus();
        boolean samePhase = Objects.equals(old.phase(), next.phase());
        boolean isNewPhase = old.startTime() == null || !samePhase;
        if (next.hasEnded() || buildStarted && isNewPhase) {
            return Optional.empty();
        }
        // Until the first write, the interval starts at the creation of the run. So a run that starts or ends within
        // a second is written once, without a waiting status before.
        Instant last = old.updateTime() == null ? RunRequestFactory.createdAt(run) : parse(old.updateTime());
        if (last.isAfter(now.plus(MAX_CLOCK_DIFFERENCE))) {
            // Another program may have written any time at all, even Instant.MAX. A delay until then could last for
            // ever.
            return Optional.empty();
        }
        // The update time and the creation time are cut to whole seconds; the real time was up to a second later.
        Duration elapsed = Duration.between(last, now).minus(ROUNDING);
        boolean isWait = !buildStarted || reason(next).equals(Optional.of(ConditionReasons.QUEUED));
        boolean sameWait = isWait && samePhase && reason(old).equals(reason(next));
        Duration interval = sameWait ? WAITING_INTERVAL : INTERVAL;
        return elapsed.compareTo(interval) < 0 ? Optional.of(interval.minus(elapsed)) : Optional.empty();
    }

    private static Optional<String> reason(PipelineRunStatus status) {
        return status.condition(ConditionTypes.SUCCEEDED).map(Condition::reason);
    }

    /** Reads a time. If another program has written a text that is not a time, the result is a time long ago. */
    private static Instant parse(String time) {
        try {
            return Instant.parse(time);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
