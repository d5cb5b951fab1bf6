package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Connection;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.NotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.RetryTimings;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes part in the election of the one operator that acts, in the background: on a thread and a connection of its own. One
 * request each retry period, and nothing else while all is well.
 */
public final class LeaderElection implements AutoCloseable {
    /** Name of the Lease, in the system namespace. */
    public static final String LEASE = "kubesphere-devops";

    private static final long REQUEST_MILLIS = 1_500;
    private static final long RELEASE_MILLIS = 4_000;

    private final ElectionState state = new ElectionState();
    private final Object monitor = new Object();
    private final LeaseElector candidate;
    private final Thread thread;
    private boolean started;
    private boolean closed;
    private boolean release;
    private boolean hurry;
    private boolean asking;

    /** Told on the election's thread; must return quickly. */
    public interface Listener {
        /** The term is over: what acts in it must end at once. */
        void lost();

        /** Who waits for the Lease should ask again: we hold it, or there is something else to say. */
        void changed();
    }

    /**
     * @param identity who we are; nobody else must stand with that at the same time
     * @param namespace the system namespace
     * @param pace how an API server that cannot be asked is tried again
     * @param connection asked for its settings at first and after each failure
     * @param preflight what must be there and allowed to take part
     */
    public LeaderElection(
            HolderIdentity identity,
            String namespace,
            LeaseTimings timings,
            RetryTimings pace,
            Connection connection,
            Preflight preflight,
            Listener listener) {
        this.candidate = new LeaseElector(
                namespace + "/" + LEASE,
                identity,
                timings,
                pace,
                new LeaseClient(connection, preflight, namespace, identity.toString(), timings),
                state,
                listener,
                MachineClocks.SYSTEM);
        this.thread = new Thread(this::run, "kubesphere-devops lease");
        thread.setDaemon(true);
        // Libraries look for their resources and services there; in Jenkins a thread inherits anybody's loader.
        thread.setContextClassLoader(LeaderElection.class.getClassLoader());
    }

    /** Starts; returns at once. */
    public void start() {
        synchronized (monitor) {
            if (!started && !closed) {
                started = true;
                thread.start();
            }
        }
    }

    /**
     * Waits until it is known who holds the Lease, and gives the term if it is us.
     *
     * @throws NotReadyException if it is not; the problems say who does, or what is wrong
     */
    public LeadershipTerm await() throws NotReadyException {
        return state.await();
    }

    /**
     * Does something that changes the cluster, if we hold the Lease. For what goes on over many terms, and has nothing to start
     * over in a new one.
     *
     * @return whether it was done; if not, somebody else may be doing it
     */
    public boolean whileHeld(Runnable work) {
        Optional<LeadershipTerm> term = state.held();
        if (term.isEmpty()) {
            return false;
        }
        try (LeadershipTerm.Use use = term.get().use()) {
            term.get().require();
            work.run();
            return true;
        } catch (LeaseLostException e) {
            return false;
        }
    }

    /** A connection through which {@link #whileHeld} may write, and nobody else. */
    public Connection guarding(Connection connection) {
        return new LeaseGuardedConnection(connection, () -> state.held()
                .orElseThrow(() -> new LeaseLostException("the Lease is not held; nothing is changed without it"))
                .require());
    }

    /** Ends the term and stands anew, because the connection settings have changed. A Lease elsewhere runs out. */
    public void reconnect() {
        synchronized (monitor) {
            state.startOver(Problem.of(LeaderElection.class, "changedConnection"));
            hurry = true;
            monitor.notifyAll();
            interruptRequest();
        }
    }

    /**
     * Stops, and lets go of the Lease so that the next holder need not wait. Whatever acts in the term must have been closed
     * before; what still does keeps us from letting go, and the Lease runs out. Waits a few seconds for that.
     */
    @Override
    public void close() {
        stop(true);
    }

    /** Stops without letting go of the Lease, for a successor with the same identity, who then has it at once. */
    public void closeForSuccessor() {
        stop(false);
    }

    private void stop(boolean letGo) {
        synchronized (monitor) {
            closed = true;
            release = letGo;
            monitor.notifyAll();
        }
        try {
            thread.join(REQUEST_MILLIS);
            synchronized (monitor) {
                interruptRequest();
            }
            thread.join(RELEASE_MILLIS);
            thread.interrupt();
            thread.join(RELEASE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration wait = Duration.ZERO;
        while (pause(wait)) {
            wait = step();
        }
        candidate.stepDown(isReleasing());
    }

    private boolean isReleasing() {
        synchronized (monitor) {
            return release;
        }
    }

    private Duration step() {
        int generation;
        synchronized (monitor) {
            asking = true;
            hurry = false;
            generation = state.generation();
        }
        try {
            return candidate.step(generation);
        } finally {
            synchronized (monitor) {
                asking = false;
                // Left set, it would end the next wait, and with it the election.
                Thread.interrupted();
            }
        }
    }

    /** Waits, and says whether to go on. */
    private boolean pause(Duration wait) {
        synchronized (monitor) {
            long end = System.nanoTime() + wait.toNanos();
            long left = wait.toMillis();
            while (!closed && !hurry && left > 0) {
                try {
                    monitor.wait(left);
                } catch (InterruptedException e) {
                    closed = true;
                }
                left = (end - System.nanoTime()) / 1_000_000;
            }
            return !closed;
        }
    }

    /** Called with the monitor held. Requests may take their whole timeout, one after the other. */
    private void interruptRequest() {
        if (asking) {
            thread.interrupt();
        }
    }
}
