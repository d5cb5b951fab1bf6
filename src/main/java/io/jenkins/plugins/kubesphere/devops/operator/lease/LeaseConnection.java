package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ClientFactory;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import java.time.Clock;
import java.util.List;

/**
 * Connects the election to the API server. The election has its own connection, so that a renewal never waits for
 * another request. Call {@link #close} after each failure; the next call then opens a new connection with the current
 * settings. For use by one thread.
 */
final class LeaseConnection {
    private final ConnectionSettingsProvider connection;
    private final Preflight preflight;
    private final String namespace;
    private final String identity;
    private final LeaseTimings timings;
    private KubernetesClient client;
    private String server;

    LeaseConnection(
            ConnectionSettingsProvider connection,
            Preflight preflight,
            String namespace,
            String identity,
            LeaseTimings timings) {
        this.connection = connection;
        this.preflight = preflight;
        this.namespace = namespace;
        this.identity = identity;
        this.timings = timings;
    }

    /**
     * Returns the Lease on the server of the current settings. A new connection is checked first.
     *
     * @throws SessionNotReadyException if something that the election needs is missing there
     */
    LeaseClient leaseOnCurrentServer() throws SessionNotReadyException {
        if (client == null) {
            client = connect();
            server = client.getMasterUrl().toString();
            List<LocalizableProblem> problems = diagnose();
            if (!problems.isEmpty()) {
                throw new SessionNotReadyException(problems);
            }
        }
        return lease();
    }

    /**
     * Returns the Lease on the server that this connection used last.
     *
     * @throws SessionNotReadyException if the current settings point to another server, or there are no settings
     */
    LeaseClient leaseOnSameServer() throws SessionNotReadyException {
        if (client == null) {
            client = connect();
            if (!client.getMasterUrl().toString().equals(server)) {
                throw new SessionNotReadyException(LocalizableProblem.of(
                        LeaseConnection.class,
                        "otherServer",
                        client.getMasterUrl().toString(),
                        server));
            }
        }
        return lease();
    }

    /** Asks the API server what is wrong. */
    List<LocalizableProblem> diagnose() {
        return preflight.problems(client);
    }

    /** Returns the URL of the server of the last connection; null before the first connection. */
    String server() {
        return server;
    }

    void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    private LeaseClient lease() {
        return new LeaseClient(client, namespace, identity, timings.duration(), Clock.systemUTC());
    }

    private KubernetesClient connect() throws SessionNotReadyException {
        int timeout = (int) timings.request().toMillis();
        Config config = new ConfigBuilder(connection.settings())
                .withConnectionTimeout(timeout)
                .withRequestTimeout(timeout)
                .withRequestRetryBackoffLimit(0)
                .build();
        return ClientFactory.create(config, connection::configureHttpClient);
    }
}
