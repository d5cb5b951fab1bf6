package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Session;
import java.util.List;
import java.util.Optional;

/** A session that ends when the term in which it was opened ends, or earlier. */
public final class LeaseGuardedSession implements Session {
    private final LeadershipTerm term;
    private final LeadershipTerm.Use use;
    private final Session session;

    private LeaseGuardedSession(LeadershipTerm term, LeadershipTerm.Use use, Session session) {
        this.term = term;
        this.use = use;
        this.session = session;
    }

    /** Opens a session within a term. */
    @FunctionalInterface
    public interface TermSessionOpener {
        /**
         * Opens a session.
         *
         * @param term the term; the session must change the engine only through a {@link LeaseGuardedEngine} of it
         * @param connection allows writes while the term is held
         */
        Session open(LeadershipTerm term, ConnectionSettingsProvider connection) throws SessionNotReadyException;
    }

    /**
     * Waits until it is known who holds the Lease, and opens a session if we hold it.
     *
     * @throws SessionNotReadyException if we do not hold it, or if the session cannot be opened
     */
    public static Session open(LeaderElection election, ConnectionSettingsProvider connection, TermSessionOpener opener)
            throws SessionNotReadyException {
        LeadershipTerm term = election.await();
        LeadershipTerm.Use use = term.beginUse();
        boolean opened = false;
        try {
            Session session = new LeaseGuardedSession(
                    term, use, opener.open(term, new LeaseGuardedConnectionSettings(connection, term::requireHeld)));
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
        return term.isHeld() ? session.failure() : Optional.of(new SessionNotReadyException(term.endReason()));
    }

    @Override
    public List<String> unwatchedKinds() {
        return session.unwatchedKinds();
    }

    @Override
    public boolean wasRefused() {
        return session.wasRefused();
    }

    @Override
    public List<LocalizableProblem> diagnose() {
        return session.diagnose();
    }

    @Override
    public void close() {
        try (use) {
            session.close();
        }
    }
}
