package io.jenkins.plugins.kubesphere.devops.operator.lease;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.jenkins.plugins.kubesphere.devops.controlplane.FaultProxy;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.operator.ClusterRequirements;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that requests that read are sent after the loss of the Lease, but requests that write are not. */
@WithCluster
class LeaseGuardedConnectionSettingsIT {
    private final SteppedClocks clocks = new SteppedClocks();
    private final LeadershipTerm term =
            new LeadershipTerm("system/lease", Duration.ofSeconds(10), clocks, clocks.now());
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicReference<Runnable> onFailure = new AtomicReference<>(() -> {});
    private FaultProxy network;
    private KubernetesClient guardedClient;
    private KubernetesClient admin;
    private ConfigMap configMap;

    @BeforeEach
    void start(Config server, KubernetesClient client, TestNamespace namespace) {
        admin = client;
        network = FaultProxy.start(server);
        Config proxyConfig = new ConfigBuilder(network.config())
                .withRequestRetryBackoffLimit(10)
                .withRequestRetryBackoffInterval(100)
                .build();
        guardedClient = new KubernetesClientBuilder()
                .withConfig(proxyConfig)
                .withHttpClientBuilderConsumer(new LeaseGuardedConnectionSettings(
                        countAttempts(proxyConfig), term::requireHeld)::configureHttpClient)
                .build();
        configMap = guardedClient
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace.name())
                        .withName("a")
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterEach
    void close() {
        guardedClient.close();
        network.close();
    }

    @Test
    void writesAreNotSentAfterTheLossOfTheLease() {
        clocks.advance(Duration.ofSeconds(10));

        assertThatThrownBy(() -> write())
                .isInstanceOf(LeaseNotHeldException.class)
                .hasMessage("the Lease system/lease was not renewed for 10 s; this change was not made");
        assertThatThrownBy(() -> guardedClient.resource(configMap).delete()).isInstanceOf(LeaseNotHeldException.class);
        assertThat(admin.resource(configMap).get()).isEqualTo(configMap);
    }

    @Test
    void readsAreSentAfterTheLossOfTheLease() {
        clocks.advance(Duration.ofSeconds(10));

        assertThat(guardedClient.resource(configMap).get()).isEqualTo(configMap);
        assertThatCode(() -> ClusterRequirements.CORE.problems(guardedClient)).doesNotThrowAnyException();
        assertThat(ClusterRequirements.CORE.problems(guardedClient)).isEmpty();
    }

    /**
     * The client repeats a request while the network is interrupted. A write that began before the loss of the Lease
     * must not arrive after the loss.
     */
    @Test
    void aDelayedWriteIsNotSentAfterTheLossOfTheLease() throws InterruptedException {
        Thread write = startDelayedWrite(() -> clocks.advance(Duration.ofSeconds(10)));

        await("the client has repeated the write").until(() -> attempts.get() > 1);
        write.join(1000); // enough for the answer to a write that was sent
        assertThat(admin.resource(configMap).get()).isEqualTo(configMap);
        // When a session ends, it interrupts all its requests in this way.
        write.interrupt();
        write.join();
        assertThat(admin.resource(configMap).get()).isEqualTo(configMap);
    }

    /** Does the same while the Lease is held, to show that the test above does not pass for another reason. */
    @Test
    void aDelayedWriteArrivesWhileTheLeaseIsHeld() throws InterruptedException {
        startDelayedWrite(() -> {}).join();

        assertThat(attempts).hasValueGreaterThan(1);
        assertThat(admin.resource(configMap).get().getData()).containsEntry("n", "1");
    }

    /** Starts a write whose first attempt fails; the network is restored before the second. */
    private Thread startDelayedWrite(Runnable onFirstFailure) {
        network.refuse();
        network.cut();
        attempts.set(0);
        onFailure.set(() -> {
            onFirstFailure.run();
            network.allow();
        });
        Thread write = new Thread(this::write);
        write.setUncaughtExceptionHandler((thread, interrupted) -> {});
        write.start();
        return write;
    }

    private ConnectionSettingsProvider countAttempts(Config config) {
        return new ConnectionSettingsProvider() {
            @Override
            public Config settings() {
                return config;
            }

            @Override
            public void configureHttpClient(HttpClient.Builder http) {
                http.addOrReplaceInterceptor("tries", new Interceptor() {
                    @Override
                    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                        attempts.incrementAndGet();
                    }

                    @Override
                    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
                        onFailure.getAndSet(() -> {}).run();
                    }
                });
            }
        };
    }

    private void write() {
        guardedClient.resource(configMap).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"n\":\"1\"}}");
    }
}
