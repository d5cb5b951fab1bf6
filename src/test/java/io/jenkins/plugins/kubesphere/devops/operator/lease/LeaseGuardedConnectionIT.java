package io.jenkins.plugins.kubesphere.devops.operator.lease;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
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
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Connection;
import io.jenkins.plugins.kubesphere.devops.operator.ClusterRequirements;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent to the API server when the Lease is lost: questions, and nothing else. */
@WithCluster
class LeaseGuardedConnectionIT {
    private final SteppedClocks clocks = new SteppedClocks();
    private final LeadershipTerm term =
            new LeadershipTerm("system/lease", Duration.ofSeconds(10), clocks, clocks.now());
    private final AtomicInteger tries = new AtomicInteger();
    private final AtomicReference<Runnable> failed = new AtomicReference<>(() -> {});
    private FaultProxy network;
    private KubernetesClient leased;
    private KubernetesClient admin;
    private ConfigMap object;

    @BeforeEach
    void start(Config server, KubernetesClient client, TestNamespace namespace) {
        admin = client;
        network = FaultProxy.before(server);
        Config through = new ConfigBuilder(network.config())
                .withRequestRetryBackoffLimit(10)
                .withRequestRetryBackoffInterval(100)
                .build();
        leased = new KubernetesClientBuilder()
                .withConfig(through)
                .withHttpClientBuilderConsumer(new LeaseGuardedConnection(tried(through), term::require)::prepare)
                .build();
        object = leased.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace.name())
                        .withName("a")
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterEach
    void close() {
        leased.close();
        network.close();
    }

    @Test
    void writesAreNotSentAnyMore() {
        clocks.pass(Duration.ofSeconds(10));

        assertThatThrownBy(() -> write())
                .isInstanceOf(LeaseLostException.class)
                .hasMessage("the Lease system/lease was not renewed for 10 s; nothing is changed without it");
        assertThatThrownBy(() -> leased.resource(object).delete()).isInstanceOf(LeaseLostException.class);
        assertThat(admin.resource(object).get()).isEqualTo(object);
    }

    @Test
    void questionsAre() {
        clocks.pass(Duration.ofSeconds(10));

        assertThat(leased.resource(object).get()).isEqualTo(object);
        assertThatCode(() -> ClusterRequirements.CORE.problems(leased)).doesNotThrowAnyException();
        assertThat(ClusterRequirements.CORE.problems(leased)).isEmpty();
    }

    /** The client tries again by itself, for as long as the network is broken: a write from before must not arrive after. */
    @Test
    void aWriteThatTheNetworkHeldUpIsNotSentLater() throws InterruptedException {
        Thread write = heldUp(() -> clocks.pass(Duration.ofSeconds(10)));

        await("it was tried again").until(() -> tries.get() > 1);
        write.join(1000); // what is sent would be answered by then
        assertThat(admin.resource(object).get()).isEqualTo(object);
        // As a session does with all that is under way when it ends.
        write.interrupt();
        write.join();
        assertThat(admin.resource(object).get()).isEqualTo(object);
    }

    /** The same, but in time: so the one above does not pass for another reason. */
    @Test
    void aWriteThatTheNetworkHeldUpArrivesWhileTheLeaseIsHeld() throws InterruptedException {
        heldUp(() -> {}).join();

        assertThat(tries).hasValueGreaterThan(1);
        assertThat(admin.resource(object).get().getData()).containsEntry("n", "1");
    }

    /** Starts a write whose first try fails; the network is whole again before the second. */
    private Thread heldUp(Runnable meanwhile) {
        network.refuse();
        network.cut();
        tries.set(0);
        failed.set(() -> {
            meanwhile.run();
            network.allow();
        });
        Thread write = new Thread(this::write);
        write.setUncaughtExceptionHandler((thread, interrupted) -> {});
        write.start();
        return write;
    }

    private Connection tried(Config config) {
        return new Connection() {
            @Override
            public Config settings() {
                return config;
            }

            @Override
            public void prepare(HttpClient.Builder http) {
                http.addOrReplaceInterceptor("tries", new Interceptor() {
                    @Override
                    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                        tries.incrementAndGet();
                    }

                    @Override
                    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
                        failed.getAndSet(() -> {}).run();
                    }
                });
            }
        };
    }

    private void write() {
        leased.resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"n\":\"1\"}}");
    }
}
