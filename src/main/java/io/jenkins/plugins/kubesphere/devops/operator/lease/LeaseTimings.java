package io.jenkins.plugins.kubesphere.devops.operator.lease;

import java.time.Duration;

/**
 * Defines how long a Lease is valid. The three durations must differ clearly: in the time between {@code deadline} and
 * {@code duration}, the old holder has stopped and the next holder has not yet begun.
 *
 * @param duration others take the Lease when it was not renewed for this time; whole seconds, at least 1
 * @param deadline the holder stops when it could not renew the Lease for this time
 * @param retry how often the holder renews the Lease, and how often the others read it
 */
public record LeaseTimings(Duration duration, Duration deadline, Duration retry) {

    /** The values of the controllers of Kubernetes itself. */
    public static final LeaseTimings DEFAULT =
            new LeaseTimings(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));

    public LeaseTimings {
        if (retry.isNegative()
                || retry.isZero()
                || retry.compareTo(deadline) >= 0
                || deadline.compareTo(duration) >= 0
                || duration.toSeconds() < 1
                || duration.getNano() != 0) {
            throw new IllegalArgumentException(
                    "Lease duration " + duration + ", deadline " + deadline + ", retry " + retry
                            + ": duration must be greater than deadline, deadline greater than retry,"
                            + " and duration whole seconds");
        }
    }

    /** Returns the timeout of one request. Two requests in a row end before the deadline. */
    Duration request() {
        return deadline.dividedBy(2);
    }
}
