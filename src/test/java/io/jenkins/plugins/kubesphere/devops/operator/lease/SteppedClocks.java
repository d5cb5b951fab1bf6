package io.jenkins.plugins.kubesphere.devops.operator.lease;

import java.time.Duration;

/** Clocks that go when they are told to, each by itself. */
final class SteppedClocks implements MachineClocks {
    private long nanos = -5; // the monotonic clock may start anywhere
    private long millis = 1_700_000_000_000L;

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized long millis() {
        return millis;
    }

    /** Time passes. */
    synchronized void pass(Duration time) {
        nanos += time.toNanos();
        millis += time.toMillis();
    }

    /** The machine is suspended: only the wall clock shows it, afterwards. */
    synchronized void suspend(Duration time) {
        millis += time.toMillis();
    }

    /** Somebody sets the wall clock. */
    synchronized void set(Duration by) {
        millis += by.toMillis();
    }
}
