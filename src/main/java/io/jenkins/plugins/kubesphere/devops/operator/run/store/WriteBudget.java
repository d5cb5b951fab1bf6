package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits what all writes of documents cost the API server and its etcd, which keeps each old version for some minutes.
 * Thread-safe.
 */
final class WriteBudget {
    private static final int WRITES_PER_SECOND = 20;
    private static final int BYTES_PER_SECOND = 512 * 1024;
    private static final int BYTES_PER_SECOND_OF_RUN = 32 * 1024;
    private static final Duration INTERVAL_OF_RUN = Duration.ofSeconds(2);

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** What may be spent at once after a pause. */
    private static final long BURST_NANOS = NANOS_PER_SECOND;

    private final LongSupplier nanoClock;
    /** When all that was spent is earned again. */
    private long paidAt;

    /** @param nanoClock as {@link System#nanoTime} */
    WriteBudget(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.paidAt = nanoClock.getAsLong();
    }

    /** How long after a write of this size the next write of the same run may begin. */
    static Duration intervalAfter(int bytes) {
        Duration interval = Duration.ofMillis(1_000L * bytes / BYTES_PER_SECOND_OF_RUN);
        return interval.compareTo(INTERVAL_OF_RUN) > 0 ? interval : INTERVAL_OF_RUN;
    }

    /** How long until the next write of any run may begin; zero or negative if it may begin now. */
    synchronized Duration delay() {
        return Duration.ofNanos(paidAt - nanoClock.getAsLong() - BURST_NANOS);
    }

    /** Records a write that begins, also one that could not wait. */
    synchronized void spend(int bytes) {
        long cost = Math.max(NANOS_PER_SECOND / WRITES_PER_SECOND, NANOS_PER_SECOND * bytes / BYTES_PER_SECOND);
        long now = nanoClock.getAsLong();
        paidAt = (paidAt - now < 0 ? now : paidAt) + cost;
    }
}
