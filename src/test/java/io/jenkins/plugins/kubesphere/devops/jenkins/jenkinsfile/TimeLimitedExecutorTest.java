package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.jenkins.plugins.kubesphere.devops.engine.EngineFailureException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeLimitedExecutorTest {
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger texts = new AtomicInteger();
    private final Thread caller = Thread.currentThread();
    private final TimeLimitedExecutor executor = new TimeLimitedExecutor(Duration.ofSeconds(1), 2);

    @AfterEach
    void end() {
        ended.set(true);
    }

    @Test
    void theResultOfTheTaskIsReturned() {
        assertThat(this.<String>call("demo", () -> "done")).isEqualTo("done");
    }

    @Test
    void aTooLongTaskIsRefusedAndTheNextOneRuns() {
        assertThatThrownBy(() -> call("hostile", this::runWithoutEnd))
                .isInstanceOf(EngineRefusalException.class)
                .hasMessage(
                        "the Jenkinsfile or its JSON takes longer than 1 s to read; use fewer brackets in one expression");

        assertThat(this.<String>call("demo", () -> "done")).isEqualTo("done");
    }

    @Test
    void oneNamespaceUsesOneThread() {
        assertThatThrownBy(() -> call("hostile", this::runWithoutEnd)).isInstanceOf(EngineRefusalException.class);

        assertThatThrownBy(() -> call("hostile", () -> "done"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Another Jenkinsfile of the namespace hostile is being converted, or its conversion does not"
                                + " end; this conversion is retried later. If this message is repeated for minutes, restart"
                                + " Jenkins");
        assertThat(this.<String>call("demo", () -> "done")).isEqualTo("done");
    }

    @Test
    void theNumberOfBlockedThreadsIsLimited() {
        assertThatThrownBy(() -> call("a", this::runWithoutEnd)).isInstanceOf(EngineRefusalException.class);
        assertThatThrownBy(() -> call("b", this::runWithoutEnd)).isInstanceOf(EngineRefusalException.class);

        assertThatThrownBy(() -> call("demo", () -> "done"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Jenkinsfiles of other namespaces are being converted, or their conversion does not"
                        + " end; this conversion is retried later. If this message is repeated for minutes, restart"
                        + " Jenkins");

        ended.set(true);
        await("a thread is free again").until(() -> {
            try {
                return this.<String>call("demo", () -> "done").equals("done");
            } catch (IllegalStateException e) {
                return false;
            }
        });
    }

    @Test
    void aTextThatTookTooLongIsNotReadAgain() {
        assertThatThrownBy(() -> executor.call("a", "slow", Duration.ZERO, this::runWithoutEnd))
                .isInstanceOf(EngineRefusalException.class);

        assertThatThrownBy(() -> executor.call("b", "slow", Duration.ZERO, () -> {
                    throw new AssertionError("the text was read again");
                }))
                .isInstanceOf(EngineRefusalException.class)
                .hasMessageContaining("takes longer than 1 s to read");
        assertThat(executor.<String>call("b", "other", Duration.ZERO, () -> "done"))
                .isEqualTo("done");
    }

    @Test
    void aTaskWithATooDeepStackIsRefused() {
        assertThatThrownBy(() -> call("demo", () -> depth(0)))
                .isInstanceOf(EngineRefusalException.class)
                .hasMessage("the Jenkinsfile or its JSON is nested too deeply; use fewer levels of blocks");
    }

    @Test
    void exceptionsOfTheTaskAreThrown() {
        assertThatThrownBy(() -> call("demo", () -> {
                    throw new EngineRefusalException(EngineRefusalException.Reason.NOT_CONVERTIBLE, "no");
                }))
                .isInstanceOf(EngineRefusalException.class)
                .hasMessage("no");
        assertThatThrownBy(() -> call("demo", () -> {
                    throw new NoClassDefFoundError("gone");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("gone");
    }

    /** The message of a parser was logged, and may quote the Jenkinsfile. */
    @Test
    void theMessageOfAnUnexpectedExceptionIsNotRepeated() {
        assertThatThrownBy(() -> call("team-a", () -> {
                    throw new IllegalArgumentException("unexpected token: s3cret");
                }))
                .isInstanceOf(EngineFailureException.class)
                .hasMessage(
                        "A Jenkinsfile could not be converted, because an error occurred; the conversion is retried")
                .satisfies(failure -> assertThat(failure.getCause())
                        .hasMessageNotContaining("s3cret")
                        .hasToString("java.lang.IllegalArgumentException: (the message is not shown, because it may"
                                + " contain a secret)"));
    }

    /** A namespace creates many pipelines at once, and each has one short Jenkinsfile. */
    @Test
    void aCallerThatWaitsGetsTheThreadOfItsNamespace() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread first = new Thread(() -> call("demo", () -> {
            reading.countDown();
            return release.await(10, TimeUnit.SECONDS);
        }));
        first.start();
        assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
        Thread releaser = new Thread(() -> {
            await("the second caller waits")
                    .until(() -> caller.getState(), state -> state == Thread.State.TIMED_WAITING);
            release.countDown();
        });
        releaser.start();

        assertThat(this.<String>call("demo", Duration.ofSeconds(10), () -> "done"))
                .isEqualTo("done");

        first.join();
        releaser.join();
    }

    /** Two hostile namespaces must not delay the pipelines of all others by the length of the wait. */
    @Test
    void nobodyWaitsForAThreadThatDoesNotEnd() {
        assertThatThrownBy(() -> call("a", this::runWithoutEnd)).isInstanceOf(EngineRefusalException.class);
        assertThatThrownBy(() -> call("b", this::runWithoutEnd)).isInstanceOf(EngineRefusalException.class);

        assertTimeout(Duration.ofSeconds(20), () -> {
            assertThatThrownBy(() -> call("a", Duration.ofMinutes(1), () -> "done"))
                    .isInstanceOf(EngineFailureException.class);
            assertThatThrownBy(() -> call("demo", Duration.ofMinutes(1), () -> "done"))
                    .isInstanceOf(EngineFailureException.class);
        });
    }

    private <T> T call(String namespace, Duration maxWait, Callable<T> work) {
        return executor.call(namespace, "text " + texts.incrementAndGet(), maxWait, work);
    }

    private <T> T call(String namespace, Callable<T> work) {
        return executor.call(namespace, "text " + texts.incrementAndGet(), Duration.ZERO, work);
    }

    /** Runs without end and ignores interrupts, as Groovy's parser does. */
    private String runWithoutEnd() {
        while (!ended.get()) {
            Thread.onSpinWait();
        }
        return "";
    }

    private static int depth(int from) {
        return from < 0 ? from : depth(from + 1) + 1;
    }
}
