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
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Connection;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaderElection;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * The Lease in the hands of somebody else, or of a person.
 *
 * @param namespace where it is
 */
public record ForeignLease(KubernetesClient admin, String namespace) {

    /** As messages call it. */
    String name() {
        return namespace + "/" + LeaderElection.LEASE;
    }

    Lease get() {
        return admin.leases()
                .inNamespace(namespace)
                .withName(LeaderElection.LEASE)
                .get();
    }

    /** Whose it is; empty if it is not there or released. */
    String holder() {
        return Optional.ofNullable(get())
                .map(lease -> lease.getSpec().getHolderIdentity())
                .orElse("");
    }

    Instant acquired() {
        return get().getSpec().getAcquireTime().toInstant();
    }

    void delete() {
        admin.leases().inNamespace(namespace).withName(LeaderElection.LEASE).delete();
    }

    /**
     * Takes it where there is none.
     *
     * @param since when the holder believes to have taken it; null to leave it out
     * @param seconds how long it holds; null to leave it out
     */
    void create(String holder, String since, Integer seconds) {
        ZonedDateTime time = since == null ? null : ZonedDateTime.parse(since);
        admin.resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(LeaderElection.LEASE)
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

    /** As its holder does, by a clock that goes a second at a time. */
    void renew() {
        admin.leases().inNamespace(namespace).withName(LeaderElection.LEASE).edit(lease -> new LeaseBuilder(lease)
                .editSpec()
                .withRenewTime(lease.getSpec().getRenewTime().plusSeconds(1))
                .endSpec()
                .build());
    }

    /** Takes it from its holder, whatever the holder writes meanwhile, as {@code kubectl patch} does. */
    void steal(String holder) {
        setHolder("\"" + holder + "\"");
    }

    /** Takes it off its holder, who is not there any more, so that nobody need wait until it has run out. */
    public void free() {
        setHolder("null");
    }

    private void setHolder(String json) {
        admin.leases()
                .inNamespace(namespace)
                .withName(LeaderElection.LEASE)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"holderIdentity\":" + json + "}}");
    }

    /** A connection on which something happens right before each look at the Lease. */
    Connection beforeEachLook(Config server, Runnable what) {
        String path = "/leases/" + LeaderElection.LEASE;
        Interceptor interceptor = new Interceptor() {
            @Override
            public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                if (request.method().equals("GET") && request.uri().getPath().endsWith(path)) {
                    what.run();
                }
            }
        };
        return new Connection() {
            @Override
            public Config settings() {
                return server;
            }

            @Override
            public void prepare(HttpClient.Builder http) {
                http.addOrReplaceInterceptor("looks", interceptor);
            }
        };
    }
}
