package io.jenkins.plugins.kubesphere.devops.operator.fault;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaderElection;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Reads and changes the Lease of an operator, as another holder or a person does.
 *
 * @param namespace namespace of the Lease
 */
public record LeaseEditor(KubernetesClient admin, String namespace) {

    /** Namespace and name of the Lease, as messages contain them. */
    String name() {
        return namespace + "/" + LeaderElection.LEASE_NAME;
    }

    Lease get() {
        return admin.leases()
                .inNamespace(namespace)
                .withName(LeaderElection.LEASE_NAME)
                .get();
    }

    /** Holder of the Lease; empty if the Lease does not exist or was released. */
    String holder() {
        return Optional.ofNullable(get())
                .map(lease -> lease.getSpec().getHolderIdentity())
                .orElse("");
    }

    Instant acquireTime() {
        return get().getSpec().getAcquireTime().toInstant();
    }

    void delete() {
        admin.leases()
                .inNamespace(namespace)
                .withName(LeaderElection.LEASE_NAME)
                .delete();
    }

    /**
     * Creates the Lease; it must not exist.
     *
     * @param acquireTime time of the acquisition and of the last renewal; null to omit both
     * @param seconds duration of the Lease; null to omit it
     */
    void create(String holder, String acquireTime, Integer seconds) {
        ZonedDateTime time = acquireTime == null ? null : ZonedDateTime.parse(acquireTime);
        admin.resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(LeaderElection.LEASE_NAME)
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity(holder.isEmpty() ? null : holder)
                        .withAcquireTime(time)
                        .withRenewTime(time)
                        .withLeaseDurationSeconds(seconds)
                        .endSpec()
                        .build())
                .create();
    }

    /** Renews the Lease as its holder does, one second later than the last renewal. */
    void renew() {
        admin.leases()
                .inNamespace(namespace)
                .withName(LeaderElection.LEASE_NAME)
                .edit(lease -> new LeaseBuilder(lease)
                        .editSpec()
                        .withRenewTime(lease.getSpec().getRenewTime().plusSeconds(1))
                        .endSpec()
                        .build());
    }

    /** Gives the Lease to this holder, even if the present holder writes it at the same time. */
    void setHolder(String holder) {
        patchHolder("\"" + holder + "\"");
    }

    /** Releases the Lease of a holder that does not run any more, so that nobody has to wait until it expires. */
    public void release() {
        patchHolder("null");
    }

    private void patchHolder(String json) {
        admin.leases()
                .inNamespace(namespace)
                .withName(LeaderElection.LEASE_NAME)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"holderIdentity\":" + json + "}}");
    }
}
