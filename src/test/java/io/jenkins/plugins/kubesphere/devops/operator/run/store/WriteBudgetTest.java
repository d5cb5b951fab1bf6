package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WriteBudgetTest {
    private static final int KIB = 1024;

    private long nanos = Long.MAX_VALUE - 500_000_000L; // The clock overflows during the test.
    private final WriteBudget budget = new WriteBudget(() -> nanos);

    @Test
    void aRunIsWrittenEveryTwoSecondsAndALargeOneLessOften() {
        assertThat(WriteBudget.intervalAfter(0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(WriteBudget.intervalAfter(64 * KIB)).isEqualTo(Duration.ofSeconds(2));
        assertThat(WriteBudget.intervalAfter(640 * KIB)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void smallWritesAreLimitedToTwentyASecond() {
        assertThat(writesIn(Duration.ofSeconds(10), 1)).isBetween(200, 221);
    }

    @Test
    void largeWritesAreLimitedToHalfAMebibyteASecond() {
        assertThat(writesIn(Duration.ofSeconds(10), 128 * KIB)).isBetween(40, 45);
    }

    @Test
    void aPauseEarnsOneSecondOfWritesAndNotMore() {
        sleep(Duration.ofHours(1));

        assertThat(writesIn(Duration.ZERO, 1)).isEqualTo(21);
    }

    @Test
    void aWriteThatCannotWaitDelaysTheOthers() {
        budget.spend(2 * KIB * KIB);

        assertThat(budget.delay()).isEqualTo(Duration.ofSeconds(3));
    }

    private int writesIn(Duration time, int bytes) {
        long end = nanos + time.toNanos();
        int writes = 0;
        while (true) {
            Duration delay = budget.delay();
            if (delay.isNegative() || delay.isZero()) {
                budget.spend(bytes);
                writes++;
            } else if (nanos + delay.toNanos() - end > 0) {
                return writes;
            } else {
                sleep(delay);
            }
        }
    }

    private void sleep(Duration time) {
        nanos += time.toNanos();
    }
}
