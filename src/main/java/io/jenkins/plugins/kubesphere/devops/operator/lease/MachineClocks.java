package io.jenkins.plugins.kubesphere.devops.operator.lease;

import java.time.Duration;

/**
 * The two clocks of this machine. Neither alone can be trusted with time that has passed: the monotonic one stands still
 * while a virtual machine is suspended, the wall clock is set back and forth. Other machines' clocks are never compared.
 */
interface MachineClocks {
    MachineClocks SYSTEM = new MachineClocks() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long millis() {
            return System.currentTimeMillis();
        }
    };

    /** As {@link System#nanoTime()}. */
    long nanos();

    /** As {@link System#currentTimeMillis()}. */
    long millis();

    /** A point in time, by both. */
    record Moment(long nanos, long millis) {}

    default Moment now() {
        return new Moment(nanos(), millis());
    }

    /** How much time has passed at most; for what must end in time. */
    default Duration atMostSince(Moment then) {
        Duration wall = Duration.ofMillis(millis() - then.millis());
        Duration monotonic = atLeastSince(then);
        return wall.compareTo(monotonic) > 0 ? wall : monotonic;
    }

    /** How much time has passed at least; for what must not begin too early. */
    default Duration atLeastSince(Moment then) {
        return Duration.ofNanos(nanos() - then.nanos());
    }
}
