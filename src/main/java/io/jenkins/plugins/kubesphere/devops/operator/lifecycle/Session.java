package io.jenkins.plugins.kubesphere.devops.operator.lifecycle;

import java.util.List;
import java.util.Optional;

/** One connection to the API server with everything that runs on it. Never started again once closed. */
public interface Session extends AutoCloseable {

    /** Gives what ended it, if something did. */
    Optional<Throwable> failure();

    /** Gives the kinds that are not watched right now. Looks at local state only, sends no request. */
    List<String> unwatched();

    /** Finds out what keeps it from working, by asking the API server. */
    List<String> diagnose();

    @Override
    void close();

    /** Opens sessions. */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens one, with the connection settings of this moment.
         *
         * @throws NotReadyException if the API server is not as it must be
         */
        Session open() throws NotReadyException;
    }
}
