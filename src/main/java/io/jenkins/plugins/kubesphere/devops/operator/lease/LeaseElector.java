package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.NotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.RetryTimings;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import io.jenkins.plugins.kubesphere.devops.operator.lease.MachineClocks.Moment;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What one operator does in the election, step by step: takes the Lease when it is free, renews it, gives up its
 * {@link LeadershipTerm} when that fails for too long, and stands again. For use by one thread.
 */
final class LeaseElector {
    private static final Logger LOGGER = Logger.getLogger(LeaseElector.class.getName());
    private static final Duration LAST_USES = Duration.ofSeconds(2);

    private final String name;
    private final HolderIdentity identity;
    private final LeaseTimings timings;
    private final RetryTimings pace;
    private final LeaseClient connection;
    private final ElectionState election;
    private final LeaderElection.Listener listener;
    private final MachineClocks clocks;
    private int generation;
    private LeadershipTerm term;
    private Lease ours;
    private String seenAt;
    private LeaseObservation sighting;
    private Problem trouble; // what kept the last renewal from succeeding
    private int failures;

    /** @param name of the Lease, for words */
    LeaseElector(
            String name,
            HolderIdentity identity,
            LeaseTimings timings,
            RetryTimings pace,
            LeaseClient connection,
            ElectionState election,
            LeaderElection.Listener listener,
            MachineClocks clocks) {
        this.name = name;
        this.identity = identity;
        this.timings = timings;
        this.pace = pace;
        this.connection = connection;
        this.election = election;
        this.listener = listener;
        this.clocks = clocks;
    }

    /**
     * Does what is to be done now, and says how long to wait before the next step. Never throws.
     *
     * @param current the generation that stands
     */
    Duration step(int current) {
        if (generation != current) {
            generation = current;
            term = null;
            failures = 0;
            connection.close();
        }
        try {
            return term == null ? contend() : renew();
        } catch (NotReadyException e) {
            return fail(e.problems());
        } catch (Throwable failure) {
            LOGGER.log(Level.FINE, failure, () -> "The Lease " + name);
            return fail(List.of(Problem.quoted(failure.getMessage())));
        }
    }

    private Duration fail(List<Problem> problems) {
        connection.close();
        failures++;
        say(State.RETRYING, problems);
        return pace.retry(failures);
    }

    private Duration contend() throws NotReadyException {
        ClusterLease lease = connection.anywhere();
        try {
            Optional<Lease> found = lease.find();
            Duration wait = sighting().untilFree(found);
            failures = 0;
            if (!wait.isNegative() && !wait.isZero()) {
                say(State.WAITING, List.of(whoHolds(found)));
                return shorter(wait, timings.retry());
            }
            Moment sent = clocks.now();
            ours = found.isEmpty() ? lease.create() : lease.take(found.get());
            begin(new LeadershipTerm(name, timings.deadline(), clocks, sent));
            return timings.retry();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return soon(); // somebody was faster
            }
            List<Problem> causes = connection.diagnose();
            throw new NotReadyException(causes.isEmpty() ? List.of(Problem.quoted(e.getMessage())) : causes);
        }
    }

    /** What was seen of the Lease of the cluster we are connected to. */
    private LeaseObservation sighting() {
        if (!Objects.equals(seenAt, connection.server())) {
            seenAt = connection.server();
            sighting = new LeaseObservation(identity.toString(), timings.duration(), clocks);
        }
        return sighting;
    }

    private void begin(LeadershipTerm begun) {
        trouble = null;
        term = begun;
        LOGGER.log(Level.INFO, () -> "KubeSphere DevOps holds the Lease " + name + " as " + identity);
        if (election.becomeHolder(generation, begun)) {
            listener.changed();
        }
    }

    private Duration renew() {
        if (!term.isHeld()) {
            return lose();
        }
        Moment sent = clocks.now();
        try {
            ClusterLease lease = connection.here();
            try {
                ours = lease.renew(ours);
            } catch (KubernetesClientException e) {
                if (!isStale(e)) {
                    throw e;
                }
                Optional<Lease> found = lease.find();
                if (found.isPresent()) {
                    return written(found.get());
                }
                ours = lease.create();
            }
            term.renew(sent);
            trouble = null;
            return timings.retry();
        } catch (NotReadyException | RuntimeException e) {
            if (e instanceof KubernetesClientException refusal && isStale(refusal)) {
                return soon(); // somebody created it between our two looks
            }
            LOGGER.log(Level.FINE, e, () -> "The Lease " + name + " was not renewed");
            trouble = e instanceof NotReadyException other ? other.problems().get(0) : Problem.quoted(e.getMessage());
            connection.close();
            return shorter(term.left(), timings.retry());
        }
    }

    private static boolean isStale(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    /** Somebody else wrote the Lease. Whoever takes it counts; a label on it does not. */
    private Duration written(Lease found) {
        String holder = LeaseObservation.holder(found.getSpec());
        if (holder.equals(identity.toString())) {
            ours = found;
            return soon();
        }
        term.end(holder.isEmpty() ? problem("released", name) : problem("taken", name, holder));
        return lose();
    }

    private Duration lose() {
        Problem why = trouble == null ? term.endReason() : problem("expiredBecause", term.endReason(), trouble);
        term = null;
        LOGGER.log(Level.WARNING, () -> "KubeSphere DevOps stops acting: " + why);
        if (election.becomeWaiter(generation, State.RETRYING, List.of(why))) {
            listener.lost();
        }
        return Duration.ZERO;
    }

    private void say(State state, List<Problem> problems) {
        if (election.becomeWaiter(generation, state, problems)) {
            listener.changed();
        }
    }

    private Problem whoHolds(Optional<Lease> lease) {
        if (lease.isEmpty()) {
            return problem("deleted", name);
        }
        LeaseSpec spec = lease.get().getSpec();
        String found = LeaseObservation.holder(spec);
        Object holder = identity.isSameHome(found) ? problem("sameHome", found) : found;
        String seconds = String.valueOf(sighting.duration(spec).toSeconds());
        return spec.getAcquireTime() == null
                ? problem("held", name, holder, seconds)
                : problem(
                        "heldSince",
                        name,
                        holder,
                        seconds,
                        spec.getAcquireTime().toInstant().toString());
    }

    private static Problem problem(String key, Object... arguments) {
        return Problem.of(LeaseElector.class, key, arguments);
    }

    /**
     * Ends the term. If something still happens in it, or the API server did not answer lately, the Lease runs out by itself in
     * any case.
     *
     * @param release whether to let go of the Lease, so that the next holder need not wait
     */
    void stepDown(boolean release) {
        try {
            if (term != null && term.isHeld()) {
                term.end(problem("stopped"));
                if (release && trouble == null && term.awaitUnused(LAST_USES)) {
                    connection.here().release(ours);
                }
            }
        } catch (InterruptedException | NotReadyException | RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> "The Lease " + name + " was not released, it runs out");
        } finally {
            connection.close();
        }
    }

    private Duration soon() {
        return timings.retry().dividedBy(10);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
