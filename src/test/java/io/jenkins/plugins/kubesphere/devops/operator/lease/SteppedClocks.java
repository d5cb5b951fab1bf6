package io.jenkins.plugins.kubesphere.devops.operator.lease;

import java.time.Duration;

/** Clocks that a test moves, each separately. */
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

    /** Moves both clocks. */
    synchronized void pass(Duration time) {
        nanos += time.toNanos();
        millis += time.toMillis();
    }

    /** The machine is suspended: only the wall clock moves. */
    synchronized void suspend(Duration time) {
        millis += time.toMillis();
    }

    /** Somebody changes the wall clock. */
    synchronized void set(Duration by) {
        millis += by.toMillis();
    }
}
