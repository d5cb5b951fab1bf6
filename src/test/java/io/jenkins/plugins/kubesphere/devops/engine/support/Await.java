package io.jenkins.plugins.kubesphere.devops.engine.support;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for the work of another thread or process. The timeout is long, so that no test fails on a busy machine. */
public final class Await {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

    private Await() {}

    /**
     * Starts a wait that checks at once, in this thread, and then every 10 ms for 60 s. An error in another thread does
     * not end the wait, because some tests cause such an error on purpose.
     *
     * @param alias what is awaited; part of the failure message
     */
    public static ConditionFactory await(String alias) {
        return Awaitility.await(alias)
                .pollInSameThread()
                .dontCatchUncaughtExceptions()
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL_INTERVAL)
                .atMost(TIMEOUT);
    }

    /** Lets time pass, for what cannot be awaited: that something does not happen, or a random time. */
    public static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted during a pause of " + millis + " ms", e);
        }
    }
}
