package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTimingsTest {
    @Test
    void waitsDoubleUpToALimit() {
        SessionTimings timings = SessionTimings.DEFAULT;

        assertThat(List.of(
                        timings.retryDelay(1),
                        timings.retryDelay(2),
                        timings.retryDelay(3),
                        timings.retryDelay(7),
                        timings.retryDelay(1_000)))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 60L, 60L);
    }
}
