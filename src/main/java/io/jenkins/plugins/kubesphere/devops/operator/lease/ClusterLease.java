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
 * The one Lease of a cluster, and what is done to it: one request each, refused with 409 if anybody wrote it since it was
 * read. The times in it are for people.
 *
 * <p>All methods throw {@link io.fabric8.kubernetes.client.KubernetesClientException}.
 *
 * @param namespace the system namespace
 */
record ClusterLease(KubernetesClient client, String namespace, String identity, Duration duration, Clock clock) {

    Optional<Lease> find() {
        return Optional.ofNullable(client.leases()
                .inNamespace(namespace)
                .withName(LeaderElection.LEASE)
                .get());
    }

    /** Takes it where there is none. */
    Lease create() {
        Lease lease = new LeaseBuilder()
                .withNewMetadata()
                .withName(LeaderElection.LEASE)
                .withNamespace(namespace)
                .endMetadata()
                .withSpec(held(0, now()))
                .build();
        return client.resource(lease).create();
    }

    /** Takes it from a holder who let go of it, or who has not renewed it. */
    Lease take(Lease found) {
        LeaseSpec before = found.getSpec();
        int transitions = before == null || before.getLeaseTransitions() == null ? 0 : before.getLeaseTransitions();
        return write(found, held(transitions + 1, now()));
    }

    /** Says that its holder, who is us, is still there. */
    Lease renew(Lease ours) {
        return write(
                ours, held(ours.getSpec().getLeaseTransitions(), ours.getSpec().getAcquireTime()));
    }

    /** Lets go of it. */
    void release(Lease ours) {
        LeaseSpec spec =
                held(ours.getSpec().getLeaseTransitions(), ours.getSpec().getAcquireTime());
        spec.setHolderIdentity(null);
        write(ours, spec);
    }

    private Lease write(Lease read, LeaseSpec spec) {
        Lease lease = new LeaseBuilder(read).withSpec(spec).build();
        return client.resource(lease)
                .lockResourceVersion(read.getMetadata().getResourceVersion())
                .update();
    }

    private LeaseSpec held(Integer transitions, ZonedDateTime since) {
        LeaseSpec spec = new LeaseSpec();
        spec.setHolderIdentity(identity);
        spec.setLeaseDurationSeconds((int) duration.toSeconds());
        spec.setLeaseTransitions(transitions);
        spec.setAcquireTime(since);
        spec.setRenewTime(now());
        return spec;
    }

    /** The API server takes six digits after the second, no more and no less. */
    private ZonedDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atZone(ZoneOffset.UTC);
    }
}
