package io.jenkins.plugins.kubesphere.devops.kapis;

import io.jenkins.plugins.kubesphere.devops.kapis.auth.CachingAuthorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.watch.WatchTimings;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionTimings;
import java.time.Duration;
import java.util.Objects;

/**
 * The times of the REST API. They are not settings: tests have shorter ones.
 *
 * @param session of the connection to the cluster
 * @param allowed how long a caller may still do something after the right was withdrawn
 * @param watches of clients that watch
 * @param buildStart how long the answer to a request that starts a build waits for the number of the build: Jenkins gives it
 *     at once, unless it is busy, or the run waits for others
 */
public record KapisTimings(SessionTimings session, Duration allowed, WatchTimings watches, Duration buildStart) {
    /** The times for a real cluster. */
    public static final KapisTimings DEFAULT = new KapisTimings(
            SessionTimings.DEFAULT, CachingAuthorizer.ALLOWED, WatchTimings.DEFAULT, Duration.ofSeconds(3));

    public KapisTimings {
        Objects.requireNonNull(session);
        Objects.requireNonNull(allowed);
        Objects.requireNonNull(watches);
        Objects.requireNonNull(buildStart);
    }
}
