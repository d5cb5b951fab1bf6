package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Connection;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.NotReadyException;

/**
 * The connection while the Lease is held: what would change the cluster is sent only then, looked at right before
 * each try, and throws {@link LeaseLostException} afterwards. So a write that was held up by a broken network does not arrive
 * when somebody else acts. Only the first try throws to its caller; with a later one, which the client makes by itself, the caller
 * waits until the session ends and interrupts it.
 *
 * @param connection what leads to the API server
 * @param lease lets pass while the Lease is held, in one term or in any
 */
record LeaseGuardedConnection(Connection connection, Runnable lease) implements Connection {

    @Override
    public Config settings() throws NotReadyException {
        return connection.settings();
    }

    @Override
    public void prepare(HttpClient.Builder http) {
        connection.prepare(http);
        http.addOrReplaceInterceptor("lease", new Interceptor() {
            @Override
            public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                if (changes(request)) {
                    lease.run();
                }
            }
        });
    }

    /** Asking for rights is a POST, too. */
    private static boolean changes(HttpRequest request) {
        return !"GET".equals(request.method()) && !request.uri().getPath().contains("/apis/authorization.k8s.io/");
    }
}
