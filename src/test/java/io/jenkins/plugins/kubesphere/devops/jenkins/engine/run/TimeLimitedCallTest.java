package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Tests that code of another plugin that does not end or fails does not hold up the caller. */
class TimeLimitedCallTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void theResultAndTheExceptionOfTheCodeReachTheCaller() throws Exception {
        TimeLimitedCall call = new TimeLimitedCall(LONG, 1);
        assertThat(call.<String>call("demo", () -> "value")).isEqualTo("value");
        assertThatThrownBy(() -> new TimeLimitedCall(LONG, 1).call("demo", () -> {
                    throw new IllegalArgumentException("no such value");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no such value");
        assertThatThrownBy(() -> new TimeLimitedCall(LONG, 1).call("demo", () -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void codeThatDoesNotEndIsInterruptedAndTimesOut() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        assertThatThrownBy(() -> new TimeLimitedCall(Duration.ofMillis(50), 1).call("demo", () -> {
                    try {
                        return Thread.currentThread().isDaemon() && new CountDownLatch(1).await(1, TimeUnit.HOURS);
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                }))
                .isInstanceOf(TimeoutException.class);
        interrupted.await();
    }

    @Test
    void callsAreRefusedWhileAllThreadsWait() throws Exception {
        TimeLimitedCall call = new TimeLimitedCall(Duration.ofMillis(50), 1);
        CountDownLatch release = new CountDownLatch(1);
        Thread hostile = new Thread(() -> {
            try {
                call.call("demo", () -> {
                    while (release.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return "";
                });
            } catch (TimeoutException expected) {
                // The thread of the code is still in use.
            }
        });
        hostile.start();
        hostile.join();
        assertThatThrownBy(() -> call.call("demo", () -> "good")).isInstanceOf(TimeoutException.class);
        release.countDown();
    }

    @Test
    void slowCodeOfOneNamespaceLeavesAThreadToOthers() throws Exception {
        TimeLimitedCall call = new TimeLimitedCall(Duration.ofMillis(50), 4);
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> call.call("hostile", () -> {
                        while (release.getCount() > 0) {
                            Thread.onSpinWait();
                        }
                        return "";
                    }))
                    .isInstanceOf(TimeoutException.class);
        }
        assertThatThrownBy(() -> call.call("hostile", () -> "value"))
                .hasMessage("too many threads wait for other plugins");
        assertThat(call.<Boolean>call("good", () -> true)).isTrue();
        release.countDown();
    }
}
