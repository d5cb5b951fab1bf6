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
 * Limits how often the status of a run is written: at once when its build begins and when its phase changes, otherwise
 * at most once a second.
 */
public final class StatusThrottle {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** For a new message about the same wait: Jenkins reports how long it may still take, which changes each time. */
    private static final Duration WAITING_INTERVAL = Duration.ofSeconds(10);

    private StatusThrottle() {}

    /**
     * Returns how long to wait before the status is written; empty if it may be written now.
     *
     * @param run the run with the last written status
     * @param started true if its build has begun
     */
    static Optional<Duration> delay(PipelineRun run, PipelineRunStatus rendered, boolean started, Instant now) {
        PipelineRunStatus old = run.getStatus();
        boolean samePhase = Objects.equals(old.phase(), rendered.phase());
        boolean begins = old.startTime() == null || !samePhase;
        if (rendered.completed() || started && begins) {
            return Optional.empty();
        }
        // A run that starts or ends within its first second needs no write that says that it waits.
        Instant last = old.updateTime() == null ? RunRequestFactory.createdAt(run) : parse(old.updateTime());
        // Both times are cut to whole seconds; the real time was up to a second later.
        Duration since = Duration.between(last.plus(INTERVAL), now);
        boolean sameWait = !started && samePhase && reason(old).equals(reason(rendered));
        Duration interval = sameWait ? WAITING_INTERVAL : INTERVAL;
        return since.compareTo(interval) < 0 ? Optional.of(interval.minus(since)) : Optional.empty();
    }

    private static Optional<String> reason(PipelineRunStatus status) {
        return status.condition(ConditionTypes.SUCCEEDED).map(Condition::reason);
    }

    /** Reads a time. If another writer has put something else there, it counts as long ago. */
    private static Instant parse(String time) {
        try {
            return Instant.parse(time);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
