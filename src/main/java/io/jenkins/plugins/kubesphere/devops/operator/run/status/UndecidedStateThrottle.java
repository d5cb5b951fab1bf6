package io.jenkins.plugins.kubesphere.devops.operator.run.status;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunRequestFactory;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Holds back a state that says nothing and will soon be replaced: of a run that is about to leave the queue, and of a
 * build of which the engine does not know yet whether it runs or waits. Each would be one request more.
 */
public final class UndecidedStateThrottle {
    /**
     * How long a state is held back at most, after the start of the build, or the creation of a run without a build.
     */
    static final Duration MAX_DELAY = Duration.ofSeconds(10);

    /** The engine publishes an event when it can say more; this is for an event that was lost. */
    static final Duration CHECK_INTERVAL = Duration.ofSeconds(30);

    private UndecidedStateThrottle() {}

    /** Returns how long to wait before the state is read again; empty if it may be written now. */
    public static Optional<Duration> delay(PipelineRun run, RunSnapshot build, Instant now) {
        boolean isUndecided = build.state() == State.UNDECIDED;
        // A start time was written together with a state that said more.
        if (isUndecided && run.getStatus().startTime() != null) {
            return Optional.of(CHECK_INTERVAL);
        }
        boolean isLeavingQueue =
                build.state() == State.QUEUED && build.message().isEmpty();
        if (!isUndecided && !isLeavingQueue) {
            return Optional.empty();
        }
        Instant since = build.startedAt().orElseGet(() -> RunRequestFactory.createdAt(run));
        Duration remaining = Duration.between(now, since.plus(MAX_DELAY));
        // If the clock of the API server is far ahead of ours, the state is written now.
        boolean isPlausible = remaining.compareTo(MAX_DELAY.multipliedBy(2)) < 0;
        return isPlausible && remaining.compareTo(Duration.ZERO) > 0 ? Optional.of(remaining) : Optional.empty();
    }
}
