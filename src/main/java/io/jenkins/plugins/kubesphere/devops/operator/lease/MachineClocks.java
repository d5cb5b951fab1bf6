package io.jenkins.plugins.kubesphere.devops.operator.lease;

import java.time.Duration;

/**
 * The two clocks of this machine. Neither one alone measures time reliably: the monotonic clock stops while a virtual
 * machine is suspended, and the wall clock can be set forward or back. The clocks of different machines are never
 * compared.
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

    /** Returns the same as {@link System#nanoTime()}. */
    long nanos();

    /** Returns the same as {@link System#currentTimeMillis()}. */
    long millis();

    /** A point in time on both clocks. */
    record Moment(long nanos, long millis) {}

    default Moment now() {
        return new Moment(nanos(), millis());
    }

    /** Returns the longest time that may have passed. Use it to stop an action in time. */
    default Duration longestTimeSince(Moment start) {
        Duration wall = Duration.ofMillis(millis() - start.millis());
        Duration monotonic = shortestTimeSince(start);
        return wall.compareTo(monotonic) > 0 ? wall : monotonic;
    }

    /** Returns the shortest time that may have passed. Use it to begin an action not too early. */
    default Duration shortestTimeSince(Moment start) {
        return Duration.ofNanos(nanos() - start.nanos());
    }
}
