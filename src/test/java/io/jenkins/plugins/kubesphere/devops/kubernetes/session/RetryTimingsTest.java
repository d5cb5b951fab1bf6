package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryTimingsTest {
    @Test
    void waitsDoubleUpToALimit() {
        SessionTimings pace = SessionTimings.DEFAULT;

        assertThat(List.of(
                        pace.retryDelay(1),
                        pace.retryDelay(2),
                        pace.retryDelay(3),
                        pace.retryDelay(7),
                        pace.retryDelay(1_000)))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 60L, 60L);
    }
}
