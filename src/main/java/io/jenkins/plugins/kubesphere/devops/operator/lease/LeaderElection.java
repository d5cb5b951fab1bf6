package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionTimings;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.DaemonThreads;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes part in the election of the one operator that acts. It runs in the background, on its own thread and its own
 * connection. Without failures it sends one request in each retry period.
 */
public final class LeaderElection implements AutoCloseable {
    /** Name of the Lease, in the system namespace. */
    public static final String LEASE_NAME = "kubesphere-devops";

    private static final long REQUEST_END_WAIT_MILLIS = 1_500;
    private static final long RELEASE_WAIT_MILLIS = 4_000;

    private final ElectionState state = new ElectionState();
    private final Object monitor = new Object();
    private final ElectionCandidate candidate;
    private final Thread thread;
    private boolean started;
    private boolean closed;
    private boolean releaseOnStop;
    private boolean retryRequested;
    private boolean requestRunning;

    /** Called on the thread of the election. Must return quickly. */
    public interface Listener {
        /** The term has ended: everything that acts in it must end at once. */
        void onLost();

        /**
         * The result has changed: we hold the Lease, or there is a new reason why we do not. Threads that wait for the
         * Lease should ask again.
         */
        void onChanged();
    }

    /**
     * @param identity our identity; no other operator may use it at the same time
     * @param namespace the system namespace
     * @param timings how long the Lease is valid, and how often it is renewed
     * @param retryTimings how long to wait after a failed request
     * @param connection its settings are read at the start and after each failure
     * @param preflight checks that the cluster has what the election needs
     * @param listener called when the result of the election changes
     */
    public LeaderElection(
            HolderIdentity identity,
            String namespace,
            LeaseTimings timings,
            SessionTimings retryTimings,
            ConnectionSettingsProvider connection,
            Preflight preflight,
            Listener listener) {
        this.candidate = new ElectionCandidate(
                namespace + "/" + LEASE_NAME,
                identity,
                timings,
                retryTimings,
                new LeaseConnection(connection, preflight, namespace, identity.toString(), timings),
                state,
                listener,
                MachineClocks.SYSTEM);
        this.thread = DaemonThreads.create("lease", this::run);
    }

    /** Starts the thread and returns at once. */
    public void start() {
        synchronized (monitor) {
            if (!started && !closed) {
                started = true;
                thread.start();
            }
        }
    }

    /**
     * Waits until it is known who holds the Lease. Returns the term if we hold it.
     *
     * @throws SessionNotReadyException if we do not hold it; the problems say who does, or what is wrong
     */
    public LeadershipTerm await() throws SessionNotReadyException {
        return state.await();
    }

    /**
     * Runs work that changes the cluster, if we hold the Lease. Use it for work that continues through several terms
     * and does not start again in a new term.
     *
     * @return true if the work ran; false if another operator may be doing it
     */
    public boolean runIfHeld(Runnable work) {
        Optional<LeadershipTerm> term = state.heldTerm();
        if (term.isEmpty()) {
            return false;
        }
        try (LeadershipTerm.Use use = term.get().beginUse()) {
            term.get().requireHeld();
            work.run();
            return true;
        } catch (LeaseNotHeldException e) {
            return false;
        }
    }

    /** Returns a connection that allows writes only while we hold the Lease, for use within {@link #runIfHeld}. */
    public ConnectionSettingsProvider guardWrites(ConnectionSettingsProvider connection) {
        return new LeaseGuardedConnectionSettings(connection, () -> state.heldTerm()
                .orElseThrow(() ->
                        new LeaseNotHeldException("this instance does not hold the Lease; this change was not made"))
                .requireHeld());
    }

    /**
     * Ends the term and starts the election again, because the connection settings have changed. A Lease on another
     * server is not released; it expires.
     */
    public void reconnect() {
        synchronized (monitor) {
            state.startOver(LocalizableProblem.of(LeaderElection.class, "changedConnection"));
            retryRequested = true;
            monitor.notifyAll();
            interruptRequest();
        }
    }

    /**
     * Stops and releases the Lease, so that the next holder does not have to wait. The caller first closes everything
     * that acts in the term. If something still acts, the Lease is not released and expires. Returns after ten seconds
     * at the latest.
     */
    @Override
    public void close() {
        stop(true);
    }

    /** Stops without releasing the Lease. A new election with the same identity can then take it without waiting. */
    public void closeForSuccessor() {
        stop(false);
    }

    private void stop(boolean releaseLease) {
        synchronized (monitor) {
            closed = true;
            releaseOnStop = releaseLease;
            monitor.notifyAll();
        }
        try {
            thread.join(REQUEST_END_WAIT_MILLIS);
            synchronized (monitor) {
                interruptRequest();
            }
            thread.join(RELEASE_WAIT_MILLIS);
            thread.interrupt();
            thread.join(RELEASE_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // This loop resembles the one of SessionSupervisor, but shares no code with it. The two loops differ in what ends a
    // wait and in when a request may be interrupted. Each loop decides this under the lock of its other state.
    private void run() {
        Duration wait = Duration.ZERO;
        while (pause(wait)) {
            wait = step();
        }
        candidate.stepDown(isReleasing());
    }

    private boolean isReleasing() {
        synchronized (monitor) {
            return releaseOnStop;
        }
    }

    private Duration step() {
        int generation;
        synchronized (monitor) {
            requestRunning = true;
            retryRequested = false;
            generation = state.generation();
        }
        try {
            return candidate.step(generation);
        } finally {
            synchronized (monitor) {
                requestRunning = false;
                // A remaining interrupt flag would end the next wait, and with it the election.
                Thread.interrupted();
            }
        }
    }

    /** Waits. Returns false if the election is closed or the thread was interrupted. */
    private boolean pause(Duration wait) {
        synchronized (monitor) {
            Deadline end = Deadline.after(wait);
            long left = wait.toMillis();
            while (!closed && !retryRequested && left > 0) {
                try {
                    monitor.wait(left);
                } catch (InterruptedException e) {
                    closed = true;
                }
                left = end.remaining().toMillis();
            }
            return !closed;
        }
    }

    /**
     * Interrupts a running request, because several requests in a row may each take their whole timeout. The caller
     * holds the monitor.
     */
    private void interruptRequest() {
        if (requestRunning) {
            thread.interrupt();
        }
    }
}
