package io.jenkins.plugins.kubesphere.devops.kapis.watch;

import io.jenkins.plugins.kubesphere.devops.kapis.auth.ReviewUnavailableException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.VersionedReply;
import java.time.Duration;

/** An answer that a client watches. Called by one thread at a time, not by that of the request, unless a method says so. */
public interface Watchable {
    /**
     * Reads the answer as it is now.
     *
     * @throws KapisException if there is none any more
     * @throws ReviewUnavailableException if the server that says what the caller may see does not answer
     */
    VersionedReply read();

    /** Whether a change may be one of the answer. Called by any thread, and must return at once. */
    boolean mayShow(ObjectChange change);

    /**
     * Whether the answer may also change without an {@link ObjectChange}: nobody tells of a build on another controller.
     * Always the same. Called by any thread.
     */
    boolean showsBuilds();

    /** How often the answer is read without an {@link ObjectChange}. Always the same. */
    default Duration poll(WatchTimings timings) {
        return showsBuilds() ? timings.buildPoll() : timings.poll();
    }

    /**
     * Asks again who the caller is, and whether that caller may still see the answer. From now on, it is that caller's.
     *
     * @throws KapisException if the caller may not
     * @throws ReviewUnavailableException if the server that decides does not answer
     */
    void checkRights();
}
