package io.jenkins.plugins.kubesphere.devops.operator.run.status;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunRequestFactory;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps a state from being written that says nothing and that another one follows: a run that is about to leave the
 * queue, and a build whose engine cannot say yet whether it runs or waits. Each of them would be one request more.
 */
public final class UndecidedStateThrottle {
    /** If the state lasts longer, it is written: from the start of the build, or the creation of the run. */
    static final Duration MAX_DELAY = Duration.ofSeconds(10);

    /** The engine publishes an event when it can say more; this is for an event that was lost. */
    static final Duration CHECK_INTERVAL = Duration.ofSeconds(30);

    private UndecidedStateThrottle() {}

    /** Returns how long to wait before the state is read again; empty if it may be written now. */
    public static Optional<Duration> delay(PipelineRun run, RunSnapshot build, Instant now) {
        boolean isUndecided = build.state() == State.UNDECIDED;
        if (isUndecided && run.getStatus().startTime() != null) {
            return Optional.of(CHECK_INTERVAL);
        }
        if (!isUndecided && !(build.state() == State.QUEUED && build.message().isEmpty())) {
            return Optional.empty();
        }
        Instant since = build.startedAt().orElseGet(() -> RunRequestFactory.createdAt(run));
        Duration remaining = Duration.between(now, since.plus(MAX_DELAY));
        // The clock of the API server may be far ahead of ours.
        boolean isPlausible = remaining.compareTo(MAX_DELAY.multipliedBy(2)) < 0;
        return isPlausible && remaining.compareTo(Duration.ZERO) > 0 ? Optional.of(remaining) : Optional.empty();
    }
}
