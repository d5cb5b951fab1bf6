package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionTimings;
import io.jenkins.plugins.kubesphere.devops.operator.lease.MachineClocks.Moment;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Performs the steps of one operator in the election: takes the Lease when it is free, renews it, ends its
 * {@link LeadershipTerm} when renewals fail for too long, and then tries to take the Lease again. For use by one
 * thread.
 */
final class ElectionCandidate {
    private static final Logger LOGGER = Logger.getLogger(ElectionCandidate.class.getName());
    private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(2);

    private final String name;
    private final HolderIdentity identity;
    private final LeaseTimings timings;
    private final SessionTimings retryTimings;
    private final LeaseConnection connection;
    private final ElectionState election;
    private final LeaderElection.Listener listener;
    private final MachineClocks clocks;
    private int generation;
    private LeadershipTerm term;
    private Lease heldLease;
    private String observedServer;
    private LeaseObserver observer;
    private LocalizableProblem lastFailure; // why the last renewal failed; null if it succeeded
    private int failures;

    /** @param name name of the Lease, for messages */
    ElectionCandidate(
            String name,
            HolderIdentity identity,
            LeaseTimings timings,
            SessionTimings retryTimings,
            LeaseConnection connection,
            ElectionState election,
            LeaderElection.Listener listener,
            MachineClocks clocks) {
        this.name = name;
        this.identity = identity;
        this.timings = timings;
        this.retryTimings = retryTimings;
        this.connection = connection;
        this.election = election;
        this.listener = listener;
        this.clocks = clocks;
    }

    /**
     * Performs one step. Returns how long to wait before the next step. Never throws.
     *
     * @param currentGeneration the generation of the {@link ElectionState}; if it has changed since the last step, the
     *     term is over, and the step opens a new connection
     */
    Duration step(int currentGeneration) {
        if (generation != currentGeneration) {
            generation = currentGeneration;
            term = null;
            failures = 0;
            connection.close();
        }
        try {
            return term == null ? tryToTake() : renew();
        } catch (SessionNotReadyException e) {
            return handleFailure(e.problems());
        } catch (Throwable failure) {
            LOGGER.log(Level.FINE, failure, () -> "A step of the election for the Lease " + name + " failed");
            return handleFailure(List.of(LocalizableProblem.quote(failure)));
        }
    }

    /**
     * Ends the term. The Lease is not released if something still acts in the term, or if the last renewal failed; then
     * it expires.
     *
     * @param release true to release the Lease, so that the next holder does not have to wait
     */
    void stepDown(boolean release) {
        try {
            if (term != null && term.isHeld()) {
                term.end(problem("stopped"));
                if (release && lastFailure == null && term.awaitUnused(RELEASE_TIMEOUT)) {
                    connection.leaseOnSameServer().release(heldLease);
                }
            }
        } catch (InterruptedException | SessionNotReadyException | RuntimeException e) {
            LOGGER.log(
                    Level.FINE,
                    e,
                    () -> "Could not release the Lease " + name + "; others can take it after it has expired");
        } finally {
            connection.close();
        }
    }

    private Duration handleFailure(List<LocalizableProblem> problems) {
        connection.close();
        failures++;
        setNotHolder(State.RETRYING, problems);
        return retryTimings.retryDelay(failures);
    }

    private Duration tryToTake() throws SessionNotReadyException {
        LeaseClient lease = connection.leaseOnCurrentServer();
        try {
            Optional<Lease> found = lease.find();
            Duration wait = observer().timeUntilFree(found);
            failures = 0;
            if (!wait.isNegative() && !wait.isZero()) {
                setNotHolder(State.WAITING, List.of(describeHolder(found)));
                return shorter(wait, timings.retry());
            }
            Moment sentAt = clocks.now();
            heldLease = found.isEmpty() ? lease.create() : lease.take(found.get());
            startTerm(new LeadershipTerm(name, timings.deadline(), clocks, sentAt));
            return timings.retry();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return shortDelay(); // another operator was faster
            }
            List<LocalizableProblem> causes = connection.diagnose();
            throw new SessionNotReadyException(causes.isEmpty() ? List.of(LocalizableProblem.quote(e)) : causes);
        }
    }

    /** Returns the observer of the Lease on the connected server. */
    private LeaseObserver observer() {
        if (!Objects.equals(observedServer, connection.server())) {
            observedServer = connection.server();
            observer = new LeaseObserver(identity.toString(), timings.duration(), clocks);
        }
        return observer;
    }

    private void startTerm(LeadershipTerm newTerm) {
        lastFailure = null;
        term = newTerm;
        LOGGER.log(Level.INFO, () -> "KubeSphere DevOps holds the Lease " + name + " as " + identity);
        if (election.setHolder(generation, newTerm)) {
            listener.onChanged();
        }
    }

    private Duration renew() {
        if (!term.isHeld()) {
            return loseTerm();
        }
        Moment sentAt = clocks.now();
        try {
            LeaseClient lease = connection.leaseOnSameServer();
            try {
                heldLease = lease.renew(heldLease);
            } catch (KubernetesClientException e) {
                if (!isStale(e)) {
                    throw e;
                }
                Optional<Lease> found = lease.find();
                if (found.isPresent()) {
                    return handleChange(found.get());
                }
                heldLease = lease.create();
            }
            term.renew(sentAt);
            lastFailure = null;
            return timings.retry();
        } catch (SessionNotReadyException | RuntimeException e) {
            if (e instanceof KubernetesClientException refusal && isStale(refusal)) {
                return shortDelay(); // somebody created the Lease between our two requests
            }
            LOGGER.log(Level.FINE, e, () -> "The Lease " + name + " was not renewed");
            lastFailure = e instanceof SessionNotReadyException other
                    ? other.problems().get(0)
                    : LocalizableProblem.quote(e);
            connection.close();
            return shorter(term.remaining(), timings.retry());
        }
    }

    private static boolean isStale(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    /**
     * Handles a Lease that was changed since our last renewal. Only a new holder matters; other changes, such as a
     * label, do not.
     */
    private Duration handleChange(Lease found) {
        String holder = LeaseObserver.holder(found.getSpec());
        if (holder.equals(identity.toString())) {
            heldLease = found;
            return shortDelay();
        }
        term.end(holder.isEmpty() ? problem("released", name) : problem("taken", name, holder));
        return loseTerm();
    }

    private Duration loseTerm() {
        LocalizableProblem endReason =
                lastFailure == null ? term.endReason() : problem("expiredBecause", term.endReason(), lastFailure);
        term = null;
        LOGGER.log(Level.WARNING, () -> "KubeSphere DevOps stops acting: " + endReason);
        if (election.setNotHolder(generation, State.RETRYING, List.of(endReason))) {
            listener.onLost();
        }
        return Duration.ZERO;
    }

    private void setNotHolder(State state, List<LocalizableProblem> problems) {
        if (election.setNotHolder(generation, state, problems)) {
            listener.onChanged();
        }
    }

    private LocalizableProblem describeHolder(Optional<Lease> lease) {
        if (lease.isEmpty()) {
            return problem("deleted", name);
        }
        LeaseSpec spec = lease.get().getSpec();
        String found = LeaseObserver.holder(spec);
        Object holder = identity.isSameInstance(found) ? problem("sameInstance", found) : found;
        String seconds = String.valueOf(observer.duration(spec).toSeconds());
        return spec.getAcquireTime() == null
                ? problem("held", name, holder, seconds)
                : problem(
                        "heldSince",
                        name,
                        holder,
                        seconds,
                        spec.getAcquireTime()
                                .toInstant()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
    }

    private Duration shortDelay() {
        return timings.retry().dividedBy(10);
    }

    private static Duration shorter(Duration first, Duration second) {
        return first.compareTo(second) < 0 ? first : second;
    }

    private static LocalizableProblem problem(String key, Object... arguments) {
        return LocalizableProblem.of(ElectionCandidate.class, key, arguments);
    }
}
