package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import java.time.Duration;

/**
 * How soon a session is opened again, and how long a failure is tolerated.
 *
 * @param firstRetry wait after the first failure; it doubles with each further failure in a row
 * @param longestRetry upper limit of this wait
 * @param checkInterval how often the local state of a running session is checked
 * @param reportAfter how long a watch may be down before this is reported as a problem; also the shortest time between
 *     two diagnoses after refused requests
 * @param reopenAfter how long a watch may be down before the session is closed and a new one opened
 */
public record SessionTimings(
        Duration firstRetry,
        Duration longestRetry,
        Duration checkInterval,
        Duration reportAfter,
        Duration reopenAfter) {

    /** The timings for a real cluster. */
    public static final SessionTimings DEFAULT = new SessionTimings(
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1));

    /**
     * Returns the wait before the next attempt.
     *
     * @param failures how many attempts failed in a row
     */
    public Duration retryDelay(int failures) {
        int doublings = Math.min(Math.max(failures - 1, 0), 20);
        Duration wait = firstRetry.multipliedBy(1L << doublings);
        return wait.compareTo(longestRetry) < 0 ? wait : longestRetry;
    }
}
