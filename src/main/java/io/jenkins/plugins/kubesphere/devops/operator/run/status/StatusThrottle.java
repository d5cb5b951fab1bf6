package io.jenkins.plugins.kubesphere.devops.operator.run.status;

import io.jenkins.plugins.kubesphere.devops.api.Condition;
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
 * When the status of a run is written: at once when its build begins and when its phase changes, otherwise at most once a
 * second.
 */
public final class StatusThrottle {
    private static final Duration USUAL = Duration.ofSeconds(1);

    /** For other words about the same wait: Jenkins says how long it may still take, and that is never the same twice. */
    private static final Duration OF_WAITING = Duration.ofSeconds(10);

    private StatusThrottle() {}

    /**
     * Gives how long to wait before a status is written; empty if it may be now.
     *
     * @param run with the status that was written last
     * @param started whether its build has begun
     */
    static Optional<Duration> tooEarly(PipelineRun run, PipelineRunStatus rendered, boolean started, Instant now) {
        PipelineRunStatus old = run.getStatus();
        boolean samePhase = Objects.equals(old.phase(), rendered.phase());
        boolean begins = old.startTime() == null || !samePhase;
        if (rendered.completed() || started && begins) {
            return Optional.empty();
        }
        // A run that starts or ends within its first second is not worth a write that says it waits.
        Instant last = old.updateTime() == null ? RunRequestFactory.createdAt(run) : parse(old.updateTime());
        // Both are cut to whole seconds: the real moment was up to a second later.
        Duration since = Duration.between(last.plus(USUAL), now);
        boolean sameWait = !started && samePhase && reason(old).equals(reason(rendered));
        Duration pace = sameWait ? OF_WAITING : USUAL;
        return since.compareTo(pace) < 0 ? Optional.of(pace.minus(since)) : Optional.empty();
    }

    private static Optional<String> reason(PipelineRunStatus status) {
        return status.condition(ConditionTypes.SUCCEEDED).map(Condition::reason);
    }

    /** A time that somebody else wrote may be anything; then it is long ago. */
    private static Instant parse(String time) {
        try {
            return Instant.parse(time);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
