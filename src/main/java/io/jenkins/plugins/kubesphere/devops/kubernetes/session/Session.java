package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import java.util.List;
import java.util.Optional;

/** One connection to the API server with everything that runs on it. A closed session is never started again. */
public interface Session extends AutoCloseable {

    /** Returns the failure that ended the session, if one did. */
    Optional<Throwable> failure();

    /** Returns the kinds that are not watched at this moment. Reads local state only and sends no request. */
    List<String> unwatchedKinds();

    /**
     * Returns what the session cannot do although it works for the rest. It tries again by itself, so it stays open.
     */
    default List<LocalizableProblem> partialProblems() {
        return List.of();
    }

    /**
     * Returns whether the API server refused a request since the last call of this method. If so, a permission or our
     * credentials may have been withdrawn. Open watches do not show this, because they continue. Reads local state only
     * and sends no request.
     */
    boolean wasRefused();

    /** Asks the API server what keeps the session from working. */
    List<LocalizableProblem> diagnose();

    @Override
    void close();

    /** Opens sessions. */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens a session with the current connection settings. When the session is no longer wanted, the caller
         * interrupts the thread; the call must then end soon, by returning or by throwing.
         *
         * @throws SessionNotReadyException if something that the session needs is missing
         */
        Session open() throws SessionNotReadyException;
    }
}
