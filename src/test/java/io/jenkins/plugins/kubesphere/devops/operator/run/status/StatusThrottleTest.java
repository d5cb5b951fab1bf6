package io.jenkins.plugins.kubesphere.devops.operator.run.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusThrottleTest {
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final PipelineRunStatus QUEUED = waiting(PipelineRunStatus.EMPTY, "QUEUED", "ETA: 3 sec");

    private static PipelineRunStatus waiting(PipelineRunStatus old, String reason, String message) {
        return RunStatusUpdate.waiting(reason, message).render(old, CREATED);
    }

    private static Optional<Duration> tooEarly(
            PipelineRunStatus old, PipelineRunStatus rendered, boolean started, int seconds) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withCreationTimestamp(CREATED.toString())
                .build());
        run.setStatus(old);
        return StatusThrottle.delay(run, rendered, started, CREATED.plusSeconds(seconds));
    }

    @Test
    void aNewRunIsNotWorthAWriteThatItWaits() {
        assertThat(tooEarly(PipelineRunStatus.EMPTY, QUEUED, false, 0)).contains(Duration.ofSeconds(2));
        assertThat(tooEarly(PipelineRunStatus.EMPTY, QUEUED, false, 2)).isEmpty();
    }

    @Test
    void anotherReasonIsWrittenWithinASecond() {
        assertThat(tooEarly(QUEUED, waiting(QUEUED, "PipelineNotFound", "none"), false, 2))
                .isEmpty();
    }

    @Test
    void otherWordsAboutTheSameWaitCanWait() {
        PipelineRunStatus later = waiting(QUEUED, "QUEUED", "ETA: 2 sec");

        assertThat(tooEarly(QUEUED, later, false, 2)).contains(Duration.ofSeconds(9));
        assertThat(tooEarly(QUEUED, later, false, 11)).isEmpty();
    }

    /** A build that waits for an agent is Running for the same reason that its item was Pending. */
    @Test
    void anotherPhaseOfTheWaitIsWrittenWithinASecond() {
        PipelineRunStatus bound = new PipelineRunStatus("Running", null, null, null, QUEUED.conditions());

        assertThat(tooEarly(QUEUED, bound, false, 2)).isEmpty();
    }

    @Test
    void whatBeganIsWrittenAtOnce() {
        PipelineRunStatus running =
                new PipelineRunStatus("Running", CREATED.toString(), null, null, QUEUED.conditions());

        assertThat(tooEarly(QUEUED, running, true, 0)).isEmpty();
    }

    /** Its run id is there: "Pending, build 1, there is no Pipeline" would be shown for a second. */
    @Test
    void aBuildThatBeginsByWaitingForAPersonDoesNotShowWhatItsRunWaitedFor() {
        PipelineRunStatus paused =
                new PipelineRunStatus("Pending", CREATED.toString(), null, null, QUEUED.conditions());

        assertThat(tooEarly(QUEUED, paused, true, 0)).isEmpty();
    }

    @Test
    void theEndIsWrittenAtOnce() {
        PipelineRunStatus over = RunStatusUpdate.ended("Failed", "QUEUED", "gave up", QUEUED, CREATED)
                .render(QUEUED, CREATED);

        assertThat(tooEarly(QUEUED, over, false, 0)).isEmpty();
    }

    @Test
    void aTimeThatSomebodyElseWroteIsLongAgo() {
        PipelineRunStatus odd = new PipelineRunStatus(QUEUED.phase(), null, null, "yesterday", QUEUED.conditions());

        assertThat(tooEarly(odd, waiting(odd, "QUEUED", "ETA: 2 sec"), false, 0))
                .isEmpty();
    }
}
