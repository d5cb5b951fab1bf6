package io.jenkins.plugins.kubesphere.devops.operator.run.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusThrottleTest {
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final PipelineRunStatus QUEUED = waiting(PipelineRunStatus.EMPTY, "QUEUED", "ETA: 3 sec");

    @Test
    void theWaitOfANewRunIsWrittenAfterTwoSeconds() {
        assertThat(delay(PipelineRunStatus.EMPTY, QUEUED, false, 0)).contains(Duration.ofSeconds(2));
        assertThat(delay(PipelineRunStatus.EMPTY, QUEUED, false, 2)).isEmpty();
    }

    @Test
    void aNewReasonIsWrittenWithinASecond() {
        assertThat(delay(QUEUED, waiting(QUEUED, "PipelineNotFound", "none"), false, 2))
                .isEmpty();
    }

    @Test
    void aNewMessageOfTheSameReasonIsDelayed() {
        PipelineRunStatus later = waiting(QUEUED, "QUEUED", "ETA: 2 sec");

        assertThat(delay(QUEUED, later, false, 2)).contains(Duration.ofSeconds(9));
        assertThat(delay(QUEUED, later, false, 11)).isEmpty();
    }

    @Test
    void aNewMessageOfABuildThatWaitsForAnAgentIsDelayedLikeThatOfTheQueue() {
        PipelineRunStatus waits =
                new PipelineRunStatus("Running", CREATED.toString(), null, QUEUED.updateTime(), QUEUED.conditions());
        PipelineRunStatus later = new PipelineRunStatus(
                "Running",
                CREATED.toString(),
                null,
                null,
                waiting(QUEUED, "QUEUED", "agent is offline").conditions());

        assertThat(delay(waits, later, true, 2)).contains(Duration.ofSeconds(9));
        assertThat(delay(waits, later, true, 11)).isEmpty();
    }

    /** A build that waits for an agent has the phase Running, but the reason that its run had in the phase Pending. */
    @Test
    void aNewPhaseIsWrittenWithinASecond() {
        PipelineRunStatus running = new PipelineRunStatus("Running", null, null, null, QUEUED.conditions());

        assertThat(delay(QUEUED, running, false, 2)).isEmpty();
    }

    @Test
    void aStartIsWrittenAtOnce() {
        PipelineRunStatus running =
                new PipelineRunStatus("Running", CREATED.toString(), null, null, QUEUED.conditions());

        assertThat(delay(QUEUED, running, true, 0)).isEmpty();
    }

    /**
     * The run id is written before the status. With a delay of the status, the run would show "Pending, build 1, there
     * is no Pipeline" for a second.
     */
    @Test
    void aBuildThatStartsWithAnInputDoesNotShowTheEarlierReason() {
        PipelineRunStatus paused =
                new PipelineRunStatus("Pending", CREATED.toString(), null, null, QUEUED.conditions());

        assertThat(delay(QUEUED, paused, true, 0)).isEmpty();
    }

    @Test
    void theEndIsWrittenAtOnce() {
        PipelineRunStatus ended = RunStatusUpdate.ended("Failed", "QUEUED", "gave up", QUEUED, CREATED)
                .mergeInto(QUEUED, CREATED);

        assertThat(delay(QUEUED, ended, false, 0)).isEmpty();
    }

    @Test
    void anUpdateTimeThatCannotBeReadDelaysNothing() {
        PipelineRunStatus unreadable =
                new PipelineRunStatus(QUEUED.phase(), null, null, "yesterday", QUEUED.conditions());

        assertThat(delay(unreadable, waiting(unreadable, "QUEUED", "ETA: 2 sec"), false, 0))
                .isEmpty();
    }

    /** Whoever may patch the status may write any time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "2026-01-01T00:00:11Z"
            })
    void anUpdateTimeInTheFutureOrTheFarPastDelaysNothing(String time) {
        PipelineRunStatus odd = new PipelineRunStatus(QUEUED.phase(), null, null, time, QUEUED.conditions());

        assertThat(delay(odd, waiting(odd, "QUEUED", "ETA: 2 sec"), false, 0)).isEmpty();
    }

    @Test
    void aClockThatIsAFewSecondsAheadDelaysLonger() {
        PipelineRunStatus ahead =
                new PipelineRunStatus(QUEUED.phase(), null, null, "2026-01-01T00:00:10Z", QUEUED.conditions());

        assertThat(delay(ahead, waiting(ahead, "PipelineNotFound", "none"), false, 0))
                .contains(Duration.ofSeconds(12));
    }

    private static PipelineRunStatus waiting(PipelineRunStatus old, String reason, String message) {
        return RunStatusUpdate.waiting(reason, message).mergeInto(old, CREATED);
    }

    private static Optional<Duration> delay(
            PipelineRunStatus old, PipelineRunStatus rendered, boolean started, int seconds) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withCreationTimestamp(CREATED.toString())
                .build());
        run.setStatus(old);
        return StatusThrottle.delay(run, rendered, started, CREATED.plusSeconds(seconds));
    }
}
