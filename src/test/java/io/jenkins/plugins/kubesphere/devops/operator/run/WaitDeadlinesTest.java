package io.jenkins.plugins.kubesphere.devops.operator.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A run that waited for its pipeline failed when the clock was set forward: its creation seemed to be hours ago. */
class WaitDeadlinesTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private long now;
    private final WaitDeadlines deadlines = new WaitDeadlines(TIMEOUT, () -> now);

    @Test
    void theTimeOfARunBeginsWithItsFirstWaitWhateverTheWallClockSays() {
        PipelineRun longAgo = run("2020-01-01T00:00:00Z");

        assertThat(deadlines.remaining(longAgo)).isEqualTo(TIMEOUT);
        now += TIMEOUT.toNanos() - 1;
        assertThat(deadlines.remaining(longAgo)).isPositive();
        now++;
        assertThat(deadlines.remaining(longAgo)).isZero();
    }

    @Test
    void theTimeInWhichARunWaitsForItsTurnDoesNotCount() {
        PipelineRun run = run("2026-11-30T08:00:00Z");
        deadlines.remaining(run);
        now += TIMEOUT.toNanos();
        deadlines.restart(run);

        assertThat(deadlines.remaining(run)).isEqualTo(TIMEOUT);
    }

    private static PipelineRun run(String created) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withName("web-1")
                .withUid("uid of web-1")
                .withCreationTimestamp(created)
                .build());
        return run;
    }
}
