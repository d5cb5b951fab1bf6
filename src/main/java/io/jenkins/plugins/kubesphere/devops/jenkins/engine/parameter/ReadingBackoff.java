package io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter;

import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Delays the next attempt to read what could not be read: a minute at first, twice as long after each further failure,
 * an hour at most. Otherwise each scan would ask a server that does not answer for all branches again. A key stands for
 * a revision of a branch, or for all branches of a pipeline. Thread-safe.
 */
final class ReadingBackoff {
    private static final Duration FIRST_DELAY = Duration.ofMinutes(1);
    private static final Duration MAX_DELAY = Duration.ofHours(1);

    private static final int MAX_KEYS = 10_000;

    private final LongSupplier nanoTime;
    private final Map<String, Failure> failures = BoundedCollections.map(MAX_KEYS);

    private record Failure(Duration delay, Deadline until) {}

    /** @param nanoTime as {@link System#nanoTime} */
    ReadingBackoff(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns true if it is too early for the next attempt. */
    boolean mustWait(String key) {
        Failure failure = failures.get(key);
        return failure != null && !failure.until().hasPassed();
    }

    void recordFailure(String key) {
        failures.compute(key, (same, before) -> {
            Duration doubled = before == null ? FIRST_DELAY : before.delay().multipliedBy(2);
            Duration delay = doubled.compareTo(MAX_DELAY) < 0 ? doubled : MAX_DELAY;
            return new Failure(delay, Deadline.after(delay, nanoTime));
        });
    }

    void recordSuccess(String key) {
        failures.remove(key);
    }
}
