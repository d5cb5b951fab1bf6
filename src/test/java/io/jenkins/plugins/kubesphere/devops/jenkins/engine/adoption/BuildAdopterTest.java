package io.jenkins.plugins.kubesphere.devops.jenkins.engine.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildAdopterTest {

    /** A job that was created again counts from 1, and its builds are not those of the runs of the former job. */
    @ParameterizedTest
    @CsvSource({"PT-61M, false", "PT-59M, true", "PT3S, true", "PT23H, true", "PT25H, false"})
    void aBuildIsTakenOnlyIfItStartedWhenTheRunWasCreated(Duration afterTheRun, boolean expected) {
        Instant created = Instant.parse("2026-11-01T08:00:00Z");

        assertThat(BuildAdopter.canBeStartedFor(created, created.plus(afterTheRun)))
                .isEqualTo(expected);
    }
}
