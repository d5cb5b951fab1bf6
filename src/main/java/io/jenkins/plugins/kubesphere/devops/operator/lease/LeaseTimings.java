package io.jenkins.plugins.kubesphere.devops.operator.lease;

import java.time.Duration;

/**
 * How long a Lease holds. The three must be a good deal apart: between deadline and duration lies the time in which the
 * old holder has stopped and the next has not begun.
 *
 * @param duration others take the Lease when it was not renewed for that long; whole seconds, at least 1
 * @param deadline the holder stops when it could not renew for that long
 * @param retry how often the holder renews, and how often the others look
 */
public record LeaseTimings(Duration duration, Duration deadline, Duration retry) {

    /** What the controllers of Kubernetes itself use. */
    public static final LeaseTimings DEFAULT =
            new LeaseTimings(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));

    public LeaseTimings {
        if (retry.isNegative()
                || retry.isZero()
                || retry.compareTo(deadline) >= 0
                || deadline.compareTo(duration) >= 0
                || duration.toSeconds() < 1
                || duration.getNano() != 0) {
            throw new IllegalArgumentException("A Lease of " + duration + ", renewed within " + deadline
                    + ", tried each " + retry + ": the three must fall, and the first be whole seconds");
        }
    }

    /** How long one request may take: two of them fit before the deadline. */
    Duration request() {
        return deadline.dividedBy(2);
    }
}
