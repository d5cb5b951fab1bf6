package io.jenkins.plugins.kubesphere.devops.kubernetes.client;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.controlplane.FaultProxy;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import org.junit.jupiter.api.Test;

/** Tests that a client does not keep connections to the API server that nobody uses. */
@WithCluster
class UnusedConnectionClosingIT {

    /** If a client is closed while a request opens a connection, the connection stays open. It must end soon. */
    @Test
    void anUnusedConnectionEndsSoon(Config server, TestNamespace namespace) {
        try (FaultProxy network = FaultProxy.start(server);
                KubernetesClient client = ClientFactory.create(network.config(), http -> {})) {
            client.namespaces().withName(namespace.name()).get();
            assertThat(network.connectionCount()).isEqualTo(1);

            await("no connection is left").until(() -> network.connectionCount() == 0);
        }
    }
}
