package io.jenkins.plugins.kubesphere.devops.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what another thread does, generously, so that a busy machine fails no test. */
public final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int POLL_MILLIS = 10;

    private Await() {}

    /** Waits until it holds; the text says what "it" is when it never does. */
    public static void until(String what, BooleanSupplier holds) {
        until(what, holds::getAsBoolean, found -> found);
    }

    /** Waits until the source gives something fitting, and returns that. */
    public static <T> T until(String what, Supplier<T> source, Predicate<T> fits) {
        Instant end = Instant.now().plus(PATIENCE);
        for (T found = source.get(); ; found = source.get()) {
            if (fits.test(found)) {
                return found;
            }
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(
                        "Waited " + PATIENCE.toSeconds() + " s in vain until " + what + "; last: " + found);
            }
            sleep();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting", e);
        }
    }
}
