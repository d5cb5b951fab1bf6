package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Reads and writes the Lease of the cluster. Each method sends one request. A write fails with 409 if the Lease was
 * changed since it was read. The times in the Lease are only information for people.
 *
 * <p>All methods throw {@link io.fabric8.kubernetes.client.KubernetesClientException}.
 *
 * @param client the connection to the API server
 * @param namespace the system namespace
 * @param identity the identity of this holder, as it is written into the Lease
 * @param duration how long the Lease is valid after each renewal
 * @param clock gives the times that are written into the Lease
 */
record LeaseClient(KubernetesClient client, String namespace, String identity, Duration duration, Clock clock) {

    Optional<Lease> find() {
        return Optional.ofNullable(client.leases()
                .inNamespace(namespace)
                .withName(LeaderElection.LEASE_NAME)
                .get());
    }

    /** Creates the Lease with us as its holder. */
    Lease create() {
        Lease lease = new LeaseBuilder()
                .withNewMetadata()
                .withName(LeaderElection.LEASE_NAME)
                .withNamespace(namespace)
                .endMetadata()
                .withSpec(heldSpec(0, now()))
                .build();
        return client.resource(lease).create();
    }

    /** Takes the Lease from a holder that released it or did not renew it. */
    Lease take(Lease found) {
        LeaseSpec before = found.getSpec();
        int transitions = before == null || before.getLeaseTransitions() == null ? 0 : before.getLeaseTransitions();
        return write(found, heldSpec(transitions + 1, now()));
    }

    /** Renews the Lease, which we hold. */
    Lease renew(Lease heldLease) {
        return write(
                heldLease,
                heldSpec(
                        heldLease.getSpec().getLeaseTransitions(),
                        heldLease.getSpec().getAcquireTime()));
    }

    /** Releases the Lease, which we hold. */
    void release(Lease heldLease) {
        LeaseSpec spec = heldSpec(
                heldLease.getSpec().getLeaseTransitions(), heldLease.getSpec().getAcquireTime());
        spec.setHolderIdentity(null);
        write(heldLease, spec);
    }

    private Lease write(Lease read, LeaseSpec spec) {
        Lease lease = new LeaseBuilder(read).withSpec(spec).build();
        return client.resource(lease)
                .lockResourceVersion(read.getMetadata().getResourceVersion())
                .update();
    }

    private LeaseSpec heldSpec(Integer transitions, ZonedDateTime acquireTime) {
        LeaseSpec spec = new LeaseSpec();
        spec.setHolderIdentity(identity);
        spec.setLeaseDurationSeconds((int) duration.toSeconds());
        spec.setLeaseTransitions(transitions);
        spec.setAcquireTime(acquireTime);
        spec.setRenewTime(now());
        return spec;
    }

    /** Returns the time with microseconds. The API server accepts exactly six digits after the second. */
    private ZonedDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atZone(ZoneOffset.UTC);
    }
}
