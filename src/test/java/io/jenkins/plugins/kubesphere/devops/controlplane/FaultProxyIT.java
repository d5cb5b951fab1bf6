package io.jenkins.plugins.kubesphere.devops.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.ConnectException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithCluster
class FaultProxyIT {
    private FaultProxy proxy;
    private KubernetesClient client;

    @BeforeEach
    void open(Config config) {
        proxy = FaultProxy.start(config);
        Config proxied = proxy.config();
        proxied.setRequestRetryBackoffLimit(0); // otherwise retries of the client hide the failures
        client = new KubernetesClientBuilder().withConfig(proxied).build();
    }

    @AfterEach
    void close() {
        client.close();
        proxy.close();
    }

    @Test
    void atFirstEverythingPasses(TestNamespace namespace) {
        assertThat(client.namespaces().withName(namespace.name()).get()).isNotNull();
        assertThat(proxy.connectionCount()).isEqualTo(1);
    }

    @Test
    void onlyNewConnectionsAreRefused() {
        read();
        proxy.refuse();
        read();
        proxy.cut();
        assertThat(proxy.connectionCount()).isZero();
        assertThatThrownBy(this::read).hasRootCauseInstanceOf(ConnectException.class);
        proxy.allow();
        read();
    }

    @Test
    void aCutConnectionIsFollowedByANewOne() {
        read();
        proxy.cut();
        assertThat(proxy.connectionCount()).isZero();
        read();
        assertThat(proxy.connectionCount()).isEqualTo(1);
    }

    @Test
    void aStalledAnswerArrivesAfterResuming() throws Exception {
        read();
        proxy.stall();
        CompletableFuture<Void> reading = CompletableFuture.runAsync(this::read);
        assertThatThrownBy(() -> reading.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        proxy.resume();
        reading.get(10, TimeUnit.SECONDS);
    }

    @Test
    void anInformerContinuesAfterAnOutage(KubernetesClient direct, TestNamespace namespace) throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (SharedIndexInformer<ConfigMap> informer =
                client.configMaps().inNamespace(namespace.name()).inform(NameCollector.into(seen))) {
            assertThat(informer.hasSynced()).isTrue();
            create(direct, namespace, "before");
            await(seen, "before");
            proxy.refuse();
            proxy.cut();
            create(direct, namespace, "meanwhile");
            TimeUnit.MILLISECONDS.sleep(300); // much longer than an event needs without a failure
            assertThat(seen).doesNotContain("meanwhile");
            proxy.allow();
            await(seen, "meanwhile");
        }
    }

    private void read() {
        assertThat(client.namespaces().withName("default").get()).isNotNull();
    }

    private static void create(KubernetesClient client, TestNamespace namespace, String name) {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace.name())
                        .endMetadata()
                        .build())
                .create();
    }

    /** Kubernetes may create its own ConfigMap in a new namespace, so other names than the expected one are skipped. */
    private static void await(BlockingQueue<String> seen, String expected) throws InterruptedException {
        String name = seen.poll(30, TimeUnit.SECONDS);
        while (name != null && !name.equals(expected)) {
            name = seen.poll(30, TimeUnit.SECONDS);
        }
        assertThat(name).isEqualTo(expected);
    }

    private record NameCollector(BlockingQueue<String> seen) implements ResourceEventHandler<ConfigMap> {
        static NameCollector into(BlockingQueue<String> seen) {
            return new NameCollector(seen);
        }

        @Override
        public void onAdd(ConfigMap object) {
            seen.add(object.getMetadata().getName());
        }

        @Override
        public void onUpdate(ConfigMap before, ConfigMap after) {}

        @Override
        public void onDelete(ConfigMap object, boolean lastStateUnknown) {}
    }
}
