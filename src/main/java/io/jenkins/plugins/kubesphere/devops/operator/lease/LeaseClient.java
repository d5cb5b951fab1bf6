package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ClientFactory;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Connection;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.NotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import java.time.Clock;
import java.util.List;

/**
 * The election's own connection, so that a renewal never waits behind anything else. Opened anew after each failure, with the
 * settings of that moment. For use by one thread.
 */
final class LeaseClient {
    private final Connection connection;
    private final Preflight preflight;
    private final String namespace;
    private final String identity;
    private final LeaseTimings timings;
    private KubernetesClient client;
    private String server;

    LeaseClient(Connection connection, Preflight preflight, String namespace, String identity, LeaseTimings timings) {
        this.connection = connection;
        this.preflight = preflight;
        this.namespace = namespace;
        this.identity = identity;
        this.timings = timings;
    }

    /**
     * Gives the Lease, wherever the settings lead to. A new connection is looked at first.
     *
     * @throws NotReadyException if something is missing there
     */
    ClusterLease anywhere() throws NotReadyException {
        if (client == null) {
            client = connect();
            server = client.getMasterUrl().toString();
            List<Problem> problems = diagnose();
            if (!problems.isEmpty()) {
                throw new NotReadyException(problems);
            }
        }
        return lease();
    }

    /**
     * Gives the Lease on the server where it was before.
     *
     * @throws NotReadyException if the settings lead to another one by now, or there are none
     */
    ClusterLease here() throws NotReadyException {
        if (client == null) {
            client = connect();
            if (!client.getMasterUrl().toString().equals(server)) {
                throw new NotReadyException(Problem.of(
                        LeaseClient.class, "otherServer", client.getMasterUrl().toString(), server));
            }
        }
        return lease();
    }

    /** Finds out what is wrong, by asking the API server. */
    List<Problem> diagnose() {
        return preflight.problems(client);
    }

    /** Which server the last connection led to; null before the first. */
    String server() {
        return server;
    }

    void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    private ClusterLease lease() {
        return new ClusterLease(client, namespace, identity, timings.duration(), Clock.systemUTC());
    }

    private KubernetesClient connect() throws NotReadyException {
        int timeout = (int) timings.request().toMillis();
        Config config = new ConfigBuilder(connection.settings())
                .withConnectionTimeout(timeout)
                .withRequestTimeout(timeout)
                .withRequestRetryBackoffLimit(0)
                .build();
        return ClientFactory.create(config, connection::prepare);
    }
}
