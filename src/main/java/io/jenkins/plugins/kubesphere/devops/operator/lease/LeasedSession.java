package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.Connection;
import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.NotReadyException;
import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.Problem;
import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.Session;
import java.util.List;
import java.util.Optional;

/** A session that lasts as long as the term in which it was opened, at most. */
public final class LeasedSession implements Session {
    private final Term term;
    private final Term.Use use;
    private final Session session;

    private LeasedSession(Term term, Term.Use use, Session session) {
        this.term = term;
        this.use = use;
        this.session = session;
    }

    /** Opens what acts in a term. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Opens it.
         *
         * @param term what it does to the engine must go through a {@link LeasedEngine} of that
         * @param connection lets writes through while the term goes on
         */
        Session open(Term term, Connection connection) throws NotReadyException;
    }

    /**
     * Waits until it is known who holds the Lease, and opens a session if it is us.
     *
     * @throws NotReadyException if it is not, or if the session cannot be opened
     */
    public static Session open(Election election, Connection connection, Opener opener) throws NotReadyException {
        Term term = election.await();
        Term.Use use = term.use();
        boolean opened = false;
        try {
            Session session =
                    new LeasedSession(term, use, opener.open(term, new LeasedConnection(connection, term::require)));
            opened = true;
            return session;
        } finally {
            if (!opened) {
                use.close();
            }
        }
    }

    @Override
    public Optional<Throwable> failure() {
        return term.isHeld() ? session.failure() : Optional.of(new NotReadyException(term.end()));
    }

    @Override
    public List<String> unwatched() {
        return session.unwatched();
    }

    @Override
    public boolean wasRefused() {
        return session.wasRefused();
    }

    @Override
    public List<Problem> diagnose() {
        return session.diagnose();
    }

    @Override
    public void close() {
        try (use) {
            session.close();
        }
    }
}
