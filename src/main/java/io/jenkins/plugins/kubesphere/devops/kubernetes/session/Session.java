package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import io.jenkins.plugins.kubesphere.devops.kubernetes.client.NotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;
import java.util.List;
import java.util.Optional;

/** One connection to the API server with everything that runs on it. Never started again once closed. */
public interface Session extends AutoCloseable {

    /** Gives what ended it, if something did. */
    Optional<Throwable> failure();

    /** Gives the kinds that are not watched right now. Looks at local state only, sends no request. */
    List<String> unwatched();

    /**
     * Says whether the API server has refused a request since this was last asked: a right or our credentials may be
     * gone. Watches go on in spite of that, so nothing else would show. Looks at local state only, sends no request.
     */
    boolean wasRefused();

    /** Finds out what keeps it from working, by asking the API server. */
    List<Problem> diagnose();

    @Override
    void close();

    /** Opens sessions. */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens one, with the connection settings of this moment. The caller interrupts the thread when the session is
         * not wanted any more; then the call ends soon, in whatever way.
         *
         * @throws NotReadyException if the API server is not as it must be
         */
        Session open() throws NotReadyException;
    }
}
