package io.jenkins.plugins.kubesphere.devops.jenkins.engine.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The interruption of a build threw once on the timer, and the build was never stopped. */
class RepeatedAttemptTest {
    private static final Deadline LATER = Deadline.after(Duration.ofHours(1));
    private static final Deadline PASSED = Deadline.after(Duration.ZERO);

    private final Queue<Runnable> scheduled = new ArrayDeque<>();
    private int attempts;
    private int givenUp;

    @Test
    void anAttemptThatIsDoneIsNotRepeated() {
        run(() -> true, LATER);
        assertThat(attempts).isEqualTo(1);
        assertThat(givenUp).isZero();
    }

    @Test
    void anAttemptThatIsNotDoneIsRepeatedAlsoAfterTheDeadline() {
        run(() -> attempts == 5, PASSED);
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
                LATER);
        assertThat(attempts).isEqualTo(4);
        assertThat(givenUp).isZero();
    }

    @Test
    void anAttemptThatThrowsAfterTheDeadlineIsGivenUp() {
        run(
                () -> {
                    throw new IllegalStateException("the build is broken");
                },
                PASSED);
        assertThat(attempts).isEqualTo(1);
        assertThat(givenUp).isEqualTo(1);
    }

    private void run(BooleanSupplier attempt, Deadline deadline) {
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
