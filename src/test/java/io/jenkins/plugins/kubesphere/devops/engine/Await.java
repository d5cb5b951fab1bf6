package io.jenkins.plugins.kubesphere.devops.engine;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for what another thread or process does. The time is long, so that a busy machine fails no test. */
public final class Await {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

    private Await() {}

    /**
     * Starts a wait that asks at once, in this thread, and then every 10 ms for 60 s. An error in another thread does not end it:
     * some tests cause one.
     *
     * @param alias what is awaited; the failure message has it
     */
    public static ConditionFactory await(String alias) {
        return Awaitility.await(alias)
                .pollInSameThread()
                .dontCatchUncaughtExceptions()
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL_INTERVAL)
                .atMost(TIMEOUT);
    }
}
