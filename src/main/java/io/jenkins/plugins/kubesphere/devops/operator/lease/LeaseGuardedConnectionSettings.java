package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;

/**
 * A connection that sends changes to the cluster only while the Lease is held. It checks immediately before each
 * attempt, and throws {@link LeaseNotHeldException} if the Lease is not held. So a write that was delayed by a broken
 * network does not arrive while another operator acts. Only the first attempt throws to its caller. The client itself
 * starts the later attempts. If such an attempt is refused, the caller waits until the session ends, and the end of the
 * session interrupts the caller.
 *
 * @param connection the connection to the API server
 * @param leaseCheck throws if the Lease is not held
 */
record LeaseGuardedConnectionSettings(ConnectionSettingsProvider connection, Runnable leaseCheck)
        implements ConnectionSettingsProvider {

    @Override
    public Config settings() throws SessionNotReadyException {
        return connection.settings();
    }

    @Override
    public void configureHttpClient(HttpClient.Builder builder) {
        connection.configureHttpClient(builder);
        builder.addOrReplaceInterceptor("lease", new Interceptor() {
            @Override
            public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                if (isWrite(request)) {
                    leaseCheck.run();
                }
            }
        });
    }

    /**
     * Returns whether the request changes the cluster. A review of our permissions is also a POST, but changes nothing.
     */
    private static boolean isWrite(HttpRequest request) {
        return !"GET".equals(request.method()) && !request.uri().getPath().contains("/apis/authorization.k8s.io/");
    }
}
