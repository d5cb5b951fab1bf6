package io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadingTimeLimitTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    /** A server that does not answer kept a thread for ten minutes. */
    @Test
    void aReadingThatDoesNotEndIsInterrupted() {
        try (ReadingTimeLimit limit = new ReadingTimeLimit(timer, Duration.ofMillis(10))) {
            assertThatThrownBy(() -> Thread.sleep(TimeUnit.MINUTES.toMillis(1)))
                    .isInstanceOf(InterruptedException.class);
            assertThat(limit.isExceeded()).isTrue();
        }
    }

    /** Otherwise the next reading on this thread would fail. */
    @Test
    void theThreadIsNotInterruptedAfterTheEnd() throws InterruptedException {
        ReadingTimeLimit inTime = new ReadingTimeLimit(timer, Duration.ofMillis(100));
        inTime.close();
        ReadingTimeLimit late = new ReadingTimeLimit(timer, Duration.ofMillis(10));
        while (!late.isExceeded()) {
            Thread.onSpinWait();
        }
        late.close();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        Thread.sleep(200);
        assertThat(inTime.isExceeded()).isFalse();
    }
}
