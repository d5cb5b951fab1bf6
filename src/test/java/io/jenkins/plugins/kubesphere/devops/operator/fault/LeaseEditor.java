package io.jenkins.plugins.kubesphere.devops.operator.fault;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.Interceptor.RequestTags;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettings;
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

    Instant acquired() {
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
     * @param since time of the acquisition and of the last renewal; null to omit both
     * @param seconds duration of the Lease; null to omit it
     */
    void create(String holder, String since, Integer seconds) {
        ZonedDateTime time = since == null ? null : ZonedDateTime.parse(since);
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
    void steal(String holder) {
        setHolder("\"" + holder + "\"");
    }

    /** Releases the Lease of a holder that does not run any more, so that nobody has to wait until it expires. */
    public void free() {
        setHolder("null");
    }

    private void setHolder(String json) {
        admin.leases()
                .inNamespace(namespace)
                .withName(LeaderElection.LEASE_NAME)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"holderIdentity\":" + json + "}}");
    }

    /** A connection that calls an action right before each read of the Lease. */
    ConnectionSettings beforeEachRead(Config server, Runnable what) {
        String path = "/leases/" + LeaderElection.LEASE_NAME;
        Interceptor interceptor = new Interceptor() {
            @Override
            public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                if (request.method().equals("GET") && request.uri().getPath().endsWith(path)) {
                    what.run();
                }
            }
        };
        return new ConnectionSettings() {
            @Override
            public Config settings() {
                return server;
            }

            @Override
            public void configureHttpClient(HttpClient.Builder http) {
                http.addOrReplaceInterceptor("looks", interceptor);
            }
        };
    }
}
