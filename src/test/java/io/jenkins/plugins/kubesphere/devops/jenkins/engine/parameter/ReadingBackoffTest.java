package io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests when a Jenkinsfile that could not be read is read again. The test moves the clock. */
class ReadingBackoffTest {
    private long now;
    private final ReadingBackoff backoff = new ReadingBackoff(() -> now);

    /** Each scan asked a server that does not answer for all branches again. */
    @Test
    void theNextAttemptIsAMinuteAfterTheFirstFailure() {
        assertThat(backoff.mustWait("demo/web")).isFalse();

        backoff.recordFailure("demo/web");

        pass(Duration.ofSeconds(59));
        assertThat(backoff.mustWait("demo/web")).isTrue();
        assertThat(backoff.mustWait("demo/api")).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(backoff.mustWait("demo/web")).isFalse();
    }

    @Test
    void theTimeDoublesWithEachFailureUpToAnHour() {
        for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            backoff.recordFailure("demo/web");
            pass(Duration.ofMinutes(minutes).minusSeconds(1));
            assertThat(backoff.mustWait("demo/web")).as("%d minutes", minutes).isTrue();
            pass(Duration.ofSeconds(1));
            assertThat(backoff.mustWait("demo/web")).as("%d minutes", minutes).isFalse();
        }
    }

    @Test
    void aSuccessEndsIt() {
        backoff.recordFailure("demo/web");
        backoff.recordFailure("demo/web");

        backoff.recordSuccess("demo/web");

        assertThat(backoff.mustWait("demo/web")).isFalse();
        backoff.recordFailure("demo/web");
        pass(Duration.ofMinutes(1));
        assertThat(backoff.mustWait("demo/web")).isFalse();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
