package io.jenkins.plugins.kubesphere.devops.jenkins.engine.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The interruption of a build threw once on the timer, and the build was never stopped. */
class RepeatedAttemptTest {
    private final Queue<Runnable> scheduled = new ArrayDeque<>();
    private int attempts;
    private int givenUp;

    @Test
    void anAttemptThatIsDoneIsNotRepeated() {
        run(() -> true, Instant.MAX);
        assertThat(attempts).isEqualTo(1);
        assertThat(givenUp).isZero();
    }

    @Test
    void anAttemptThatIsNotDoneIsRepeatedAlsoAfterTheDeadline() {
        run(() -> attempts == 5, Instant.MIN);
        assertThat(attempts).isEqualTo(5);
        assertThat(givenUp).isZero();
    }

    @Test
    void anAttemptThatThrowsIsRepeated() {
        run(
                () -> {
                    if (attempts == 2) {
                        throw new IllegalStateException("the build is being resumed");
                    }
                    if (attempts == 3) {
                        throw new NoClassDefFoundError("a step of another plugin");
                    }
                    return attempts == 4;
                },
                Instant.MAX);
        assertThat(attempts).isEqualTo(4);
        assertThat(givenUp).isZero();
    }

    @Test
    void anAttemptThatThrowsAfterTheDeadlineIsGivenUp() {
        run(
                () -> {
                    throw new IllegalStateException("the build is broken");
                },
                Instant.MIN);
        assertThat(attempts).isEqualTo(1);
        assertThat(givenUp).isEqualTo(1);
    }

    private void run(BooleanSupplier attempt, Instant deadline) {
        BooleanSupplier counted = () -> {
            attempts++;
            return attempt.getAsBoolean();
        };
        new RepeatedAttempt("the interruption", counted, deadline, scheduled::add, () -> givenUp++).run();
        while (!scheduled.isEmpty() && attempts < 10) {
            scheduled.remove().run();
        }
        assertThat(scheduled).isEmpty();
    }
}
