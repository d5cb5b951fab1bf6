package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.impl.cache.Reflector;
import io.jenkins.plugins.kubesphere.devops.api.gitops.Application;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import io.jenkins.plugins.kubesphere.devops.operator.support.TestTimings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests an object that the API server accepts, but the client library cannot decode. Such an object ends the informer
 * of its kind; the other kinds are not affected.
 */
@WithCluster
class UndecodableObjectIT {
    /** Switched off, because it would log many stack traces of the errors that these tests cause on purpose. */
    private static final Logger REFLECTOR = Logger.getLogger(Reflector.class.getName());

    @TempDir
    Path state;

    private Config server;
    private KubernetesClient admin;
    private String namespace;

    @BeforeAll
    static void disableLog() {
        REFLECTOR.setLevel(Level.OFF);
    }

    @AfterAll
    static void enableLog() {
        REFLECTOR.setLevel(null);
    }

    @BeforeEach
    void start(Config config, KubernetesClient client, TestNamespace own) {
        server = config;
        admin = client;
        namespace = own.name();
    }

    @AfterEach
    void delete() {
        try {
            admin.raw(path() + "/deep", "DELETE", null);
        } catch (KubernetesClientException e) {
            assertThat(e.getCode()).as(e.getMessage()).isEqualTo(404);
        }
    }

    @Test
    void anExistingUndecodableObjectAffectsOnlyItsKind() {
        createDeeplyNestedObject();
        try (OperatorFixture fixture =
                OperatorFixture.on(server, state).withNamespace(namespace).start()) {
            assertOnlyItsKindIsAffected(fixture);
        }
    }

    @Test
    void aNewUndecodableObjectAffectsOnlyItsKind() {
        try (OperatorFixture fixture =
                OperatorFixture.on(server, state).withNamespace(namespace).start()) {
            fixture.await(() -> fixture.unsupportedKindsSession().state() == State.RUNNING, "the session runs");
            createDeeplyNestedObject();
            assertOnlyItsKindIsAffected(fixture);
        }
    }

    @Test
    void unusualMetadataIsDecoded() {
        try (OperatorFixture fixture = OperatorFixture.on(server, state).start()) {
            fixture.awaitRunning().createProject();
            Pipeline pipeline = new Pipeline();
            pipeline.setMetadata(new ObjectMetaBuilder()
                    .withName("web")
                    .withNamespace(fixture.namespace)
                    .withAnnotations(Map.of(
                            "a".repeat(253) + "/" + "b".repeat(63),
                            "\u0000ö\u2028" + "x".repeat(200_000),
                            "c",
                            "[".repeat(20_000)))
                    .build());
            pipeline.setSpec(new PipelineSpec("pipeline", null, null));

            fixture.await(
                    fixture.admin.resource(pipeline).create(),
                    found -> found.getStatus().condition("Ready").isPresent());

            fixture.assertPipelineWorks("after");
        }
    }

    private void assertOnlyItsKindIsAffected(OperatorFixture fixture) {
        assertThat(fixture.awaitProblem(fixture::unsupportedKindsSession, "cannot read"))
                .singleElement()
                .asString()
                .startsWith("cannot read an object of applications.gitops.kubesphere.io in the cluster:"
                        + " Document nesting depth (1001) exceeds the maximum allowed (1000")
                .endsWith(
                        "; list them with kubectl get applications.gitops.kubesphere.io -A -o yaml, and fix or delete the one with this error")
                .hasSizeLessThan(400);

        fixture.awaitRunning().createProject();
        fixture.assertPipelineWorks("web");
        assertThat(fixture.coreSession().problems()).isEmpty();
        assertThat(fixture.statuses)
                .filteredOn(status -> status.name().equals(fixture.coreSession().name()))
                .extracting(SessionStatus::state)
                .containsOnly(State.CONNECTING, State.RUNNING);
        assertRetriesEverySecond(fixture);

        delete();
        fixture.await(
                () -> fixture.unsupportedKindsSession().state() == State.RUNNING,
                "the session runs after the deletion");
        Application application = new Application();
        application.setMetadata(new ObjectMetaBuilder()
                .withName("shallow")
                .withNamespace(namespace)
                .build());
        fixture.await(
                admin.resource(application).create(),
                found -> found.getStatus().condition("NotSupported").isPresent());
    }

    /**
     * The first retries come after 0.1, 0.2, 0.4 and 0.8 s, later ones after a second. The real length
     * of the pause is measured, because a slow machine can prolong it.
     */
    private static void assertRetriesEverySecond(OperatorFixture fixture) {
        fixture.await(() -> countConnects(fixture) > 5, "the first five tries have ended");
        long begin = System.nanoTime();
        long before = countConnects(fixture);
        Await.pause(3_000);
        long tries = countConnects(fixture) - before;
        long seconds = Duration.ofNanos(System.nanoTime() - begin).dividedBy(TestTimings.FAST_RETRIES.longestRetry());
        assertThat(tries).isLessThanOrEqualTo(seconds + 1);
    }

    private static long countConnects(OperatorFixture fixture) {
        return fixture.statuses.stream()
                .filter(status ->
                        status.name().equals(fixture.unsupportedKindsSession().name()))
                .filter(status -> status.state() == State.CONNECTING)
                .count();
    }

    private void createDeeplyNestedObject() {
        String deep = "{\"a\":".repeat(1_100) + "1" + "}".repeat(1_100);
        admin.raw(
                path(),
                "POST",
                "{\"apiVersion\":\"gitops.kubesphere.io/v1alpha1\",\"kind\":\"Application\",\"metadata\":{\"name\":\"deep\"},"
                        + "\"spec\":" + deep + "}");
    }

    private String path() {
        return "/apis/gitops.kubesphere.io/v1alpha1/namespaces/" + namespace + "/applications";
    }
}
