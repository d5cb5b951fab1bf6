package io.jenkins.plugins.kubesphere.devops.kapis.watch;

import java.time.Duration;
import java.util.Objects;

/**
 * The times of watches.
 *
 * @param maxAge the client must ask again after this time, so that no stream lives for ever
 * @param rightsCheck how often the rights of a caller are asked for
 * @param buildPoll how often an answer with builds is read without a change
 * @param poll how often another one is, because the rights of a caller may decide what it has
 * @param heartbeat how often a client gets something if nothing changes
 * @param maxWrite how long a client may take for an event
 */
public record WatchTimings(
        Duration maxAge,
        Duration rightsCheck,
        Duration buildPoll,
        Duration poll,
        Duration heartbeat,
        Duration maxWrite) {
    /** The times for real clients. */
    public static final WatchTimings DEFAULT = new WatchTimings(
            Duration.ofMinutes(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofMinutes(1));

    public WatchTimings {
        Objects.requireNonNull(maxAge);
        Objects.requireNonNull(rightsCheck);
        Objects.requireNonNull(buildPoll);
        Objects.requireNonNull(poll);
        Objects.requireNonNull(heartbeat);
        Objects.requireNonNull(maxWrite);
    }
}
