package io.jenkins.plugins.kubesphere.devops.operator.lease;

import java.time.Duration;

/** A monotonic clock and a wall clock that a test moves, together or separately. */
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
    synchronized void advance(Duration time) {
        nanos += time.toNanos();
        millis += time.toMillis();
    }

    /** Suspends the machine for this time: only the wall clock moves. */
    synchronized void suspend(Duration time) {
        millis += time.toMillis();
    }

    /** Changes the wall clock by this time, as a person does. The monotonic clock does not move. */
    synchronized void changeWallClock(Duration difference) {
        millis += difference.toMillis();
    }
}
