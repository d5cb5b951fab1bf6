package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    // The monotonic clock may overflow.
    private long now = Long.MAX_VALUE - 10;

    @Test
    void aDeadlineHasPassedAfterItsTime() {
        Deadline deadline = Deadline.after(Duration.ofSeconds(2), () -> now);

        now += Duration.ofSeconds(2).toNanos() - 1;
        assertThat(deadline.hasPassed()).isFalse();
        assertThat(deadline.remaining()).isEqualTo(Duration.ofNanos(1));
        now++;
        assertThat(deadline.hasPassed()).isTrue();
        assertThat(deadline.remaining()).isZero();
        now++;
        assertThat(deadline.remaining()).isNegative();
    }

    @Test
    void aDeadlineWithoutAWaitHasPassed() {
        assertThat(Deadline.after(Duration.ZERO).hasPassed()).isTrue();
        assertThat(Deadline.after(Duration.ofHours(1)).hasPassed()).isFalse();
    }
}
