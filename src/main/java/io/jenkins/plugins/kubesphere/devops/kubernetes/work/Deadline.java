package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A time in the future, on the monotonic clock: it comes when the time has passed, also if somebody sets the wall clock
 * meanwhile. Never stored or sent, because another process has another monotonic clock. Immutable.
 */
public final class Deadline {
    private final LongSupplier nanoTime;
    private final long nanos;

    private Deadline(LongSupplier nanoTime, long nanos) {
        this.nanoTime = nanoTime;
        this.nanos = nanos;
    }

    /** @param wait from now on; zero or less for a deadline that has passed */
    public static Deadline after(Duration wait) {
        return after(wait, System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    public static Deadline after(Duration wait, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong() + wait.toNanos());
    }

    public boolean hasPassed() {
        return nanos - nanoTime.getAsLong() <= 0;
    }

    /** Returns how long it is until the deadline; zero or less if it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(nanos - nanoTime.getAsLong());
    }
}
