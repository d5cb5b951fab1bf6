package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import java.time.Duration;

/**
 * How patient a life cycle is.
 *
 * @param firstRetry wait after the first failure; doubles with each further one
 * @param longestRetry the wait never grows beyond this
 * @param look how often a running session is looked at, locally
 * @param grace how long a watch may be down before that is a problem
 * @param giveUp how long a watch may be down before the session is torn down and opened anew
 */
public record RetryTimings(Duration firstRetry, Duration longestRetry, Duration look, Duration grace, Duration giveUp) {

    /** What suits a cluster. */
    public static final RetryTimings DEFAULT = new RetryTimings(
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1));

    /** Gives the wait before the next try, after so many that failed in a row. */
    public Duration retry(int failures) {
        int doublings = Math.min(Math.max(failures - 1, 0), 20);
        Duration wait = firstRetry.multipliedBy(1L << doublings);
        return wait.compareTo(longestRetry) < 0 ? wait : longestRetry;
    }
}
