package io.jenkins.plugins.kubesphere.devops.operator.run.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class UndecidedStateThrottleTest {
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant STARTED = CREATED.plusSeconds(60);

    @Test
    void aBuildThatMayWaitOrRunIsNotWrittenForTenSeconds() {
        RunSnapshot undecided = build(State.UNDECIDED);

        assertThat(delay(run(null), undecided, STARTED.plusSeconds(1))).contains(Duration.ofSeconds(9));
        assertThat(delay(run(null), undecided, STARTED.plusSeconds(10))).isEmpty();
    }

    @Test
    void aBuildThatWasWrittenKeepsItsStatusUntilMoreIsKnown() {
        assertThat(delay(run(STARTED), build(State.UNDECIDED), STARTED.plusSeconds(100)))
                .contains(Duration.ofSeconds(30));
    }

    @Test
    void aBuildThatRunsOrWaitsIsWrittenAtOnce() {
        assertThat(delay(run(null), build(State.RUNNING), STARTED)).isEmpty();
        assertThat(delay(run(null), build(State.WAITING), STARTED)).isEmpty();
    }

    @Test
    void aRunThatLeavesTheQueueIsNotWrittenForTenSeconds() {
        assertThat(delay(run(null), queued(""), CREATED.plusSeconds(2))).contains(Duration.ofSeconds(8));
        assertThat(delay(run(null), queued(""), CREATED.plusSeconds(11))).isEmpty();
    }

    @Test
    void theReasonForWhichARunIsInTheQueueIsWritten() {
        assertThat(delay(run(null), queued("Build #1 is already in progress"), CREATED))
                .isEmpty();
    }

    @Test
    void aClockThatIsFarBehindThatOfTheApiServerDelaysNothing() {
        assertThat(delay(run(null), queued(""), CREATED.minusSeconds(3600))).isEmpty();
    }

    private static Optional<Duration> delay(PipelineRun run, RunSnapshot build, Instant now) {
        return UndecidedStateThrottle.delay(run, build, now);
    }

    private static RunSnapshot build(State state) {
        return snapshot(state, OptionalInt.of(1), Optional.of(STARTED), "");
    }

    private static RunSnapshot queued(String message) {
        return snapshot(State.QUEUED, OptionalInt.empty(), Optional.empty(), message);
    }

    private static RunSnapshot snapshot(State state, OptionalInt number, Optional<Instant> started, String message) {
        return new RunSnapshot(
                new PipelineRunRef("demo", "web-1", "uid"),
                number,
                state,
                RunResult.NONE,
                started,
                Optional.empty(),
                message,
                Optional.empty());
    }

    /** @param started start time in the status; null if no status says yet that the build has started */
    private static PipelineRun run(Instant started) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withName("web-1")
                .withCreationTimestamp(CREATED.toString())
                .build());
        run.setStatus(
                started == null
                        ? PipelineRunStatus.EMPTY
                        : new PipelineRunStatus("Running", started.toString(), null, null, List.of()));
        return run;
    }
}
