package io.jenkins.plugins.kubesphere.devops.operator.fault;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.Interceptor.RequestTags;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaderElection;

/**
 * Connection settings of an operator that call an action right before each read of the Lease.
 *
 * @param settings configuration of the client
 */
record LeaseReadHookSettings(Config settings, Runnable action) implements ConnectionSettingsProvider {

    @Override
    public void configureHttpClient(HttpClient.Builder http) {
        http.addOrReplaceInterceptor("lease-reads", new Interceptor() {
            @Override
            public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                if (request.method().equals("GET")
                        && request.uri().getPath().endsWith("/leases/" + LeaderElection.LEASE_NAME)) {
                    action.run();
                }
            }
        });
    }
}
