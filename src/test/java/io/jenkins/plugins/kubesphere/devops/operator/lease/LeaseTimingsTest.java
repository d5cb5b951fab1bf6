package io.jenkins.plugins.kubesphere.devops.operator.lease;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseTimingsTest {

    @Test
    void theTimingsOfKubernetesAreAccepted() {
        assertThatCode(() -> LeaseTimings.DEFAULT.request()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "15000, 15000, 2000", // the next holder begins before this one has stopped
        "15000, 2000, 2000", // one renewal that is lost ends the term
        "15000, 10000, 0",
        "15000, 10000, -1",
        "1500, 1000, 200", // the Lease counts whole seconds
        "0, -1, -2",
    })
    void impossibleTimingsAreRefused(long duration, long deadline, long retry) {
        assertThatThrownBy(() -> new LeaseTimings(
                        Duration.ofMillis(duration), Duration.ofMillis(deadline), Duration.ofMillis(retry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("duration must be greater than deadline");
    }
}
