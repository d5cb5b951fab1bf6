package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.support.InterceptedEngine;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.RequiredPermission;
import io.jenkins.plugins.kubesphere.devops.operator.ClusterRequirements;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunStoreType;
import io.jenkins.plugins.kubesphere.devops.operator.support.TestServiceAccount;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what is stored of a run for consoles, and that a store that fails does no harm to the run. */
@WithCluster
class RunStoreIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path state;

    @Test
    void theLastStagesAreStoredBeforeTheFinalPhase(Config server) throws JsonProcessingException {
        try (OperatorFixture fixture = OperatorFixture.on(server, state).start()) {
            fixture.awaitRunning().createProject();
            fixture.awaitReady(fixture.createPipelineWithoutWait("web", """
                    pipeline { agent any; stages {
                      stage('Build') { steps { echo 'built' } }
                      stage('Docs') { when { expression { false } }; steps { echo 'never' } }
                      stage('Test') { parallel {
                        stage('Linux') { steps { sh 'true' } }
                        stage('Windows') { steps { sh 'exit 3' } } } }
                      stage('Deploy') { steps { echo 'never' } } } }"""));

            PipelineRun run = awaitEnd(fixture, fixture.createRun("web-1", "web"));

            ConfigMap stored = configMap(fixture, run).orElseThrow();
            assertThat(stored.getMetadata().getOwnerReferences().get(0).getUid())
                    .isEqualTo(run.getMetadata().getUid());
            assertThat(stored.getMetadata().getLabels()).containsEntry("devops.kubesphere.io/pipeline", "web");
            assertThat(stored.getData()).containsOnlyKeys("status", "stage");
            assertThat(Long.parseLong(stored.getMetadata().getResourceVersion()))
                    .as("written before the final status")
                    .isLessThan(Long.parseLong(run.getMetadata().getResourceVersion()));
            JsonNode status = JSON.readTree(stored.getData().get("status"));
            assertThat(status.path("state").asText()).isEqualTo("FINISHED");
            assertThat(status.path("result").asText()).isEqualTo("FAILURE");
            assertThat(status.path("pipeline").asText()).isEqualTo("web");
            JsonNode stages = JSON.readTree(stored.getData().get("stage"));
            assertThat(stages.findValuesAsText("displayName"))
                    .as("%s", stored.getData())
                    .contains("Build", "echo", "Linux", "Windows", "sh");
            assertThat(describe(stages))
                    .containsExactly(
                            "Build STAGE FINISHED SUCCESS",
                            "Docs STAGE SKIPPED NOT_BUILT",
                            "Test STAGE FINISHED FAILURE",
                            "Linux PARALLEL FINISHED SUCCESS",
                            "Windows PARALLEL FINISHED FAILURE",
                            "Deploy STAGE SKIPPED NOT_BUILT");
        }
    }

    @Test
    void stagesAreStoredWhileTheRunIsRunning(Config server) throws JsonProcessingException {
        try (OperatorFixture fixture = OperatorFixture.on(server, state).start()) {
            fixture.awaitRunning().createProject();
            fixture.createWaitingPipeline("web");
            PipelineRun run = fixture.awaitPhase(fixture.createRun("web-1", "web"), "Running");

            fixture.await(
                    () -> configMap(fixture, run)
                            .filter(stored -> stored.getData().get("stage").contains("RUNNING"))
                            .isPresent(),
                    "the stages are stored");
            assertThat(describe(JSON.readTree(
                            configMap(fixture, run).orElseThrow().getData().get("stage"))))
                    .containsExactly("Wait STAGE RUNNING UNKNOWN");
            fixture.release();
            awaitEnd(fixture, run);
        }
    }

    @Test
    void aForeignConfigMapStaysAndIsReported(Config server) {
        try (OperatorFixture fixture = OperatorFixture.on(server, state).start()) {
            fixture.awaitRunning().createProject();
            fixture.createPipeline("web");
            ConfigMap foreign = fixture.admin
                    .resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("web-1")
                            .withNamespace(fixture.namespace)
                            .endMetadata()
                            .withData(Map.of("mine", "yes"))
                            .build())
                    .create();

            PipelineRun run = awaitEnd(fixture, fixture.createRun("web-1", "web"));

            assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
            assertThat(awaitStoreEvent(fixture))
                    .isEqualTo("ConfigMap " + fixture.namespace + "/web-1 exists and does not belong to the run, so it"
                            + " stays as it is, and the stages of the run are not stored; delete the ConfigMap, or give"
                            + " the run another name");
            assertThat(configMap(fixture, run)).contains(foreign);
        }
    }

    /** The Event said to delete the ConfigMap, and that had no effect. */
    @Test
    void theLastStagesAreStoredOnceTheForeignConfigMapIsDeleted(Config server) {
        try (OperatorFixture fixture = OperatorFixture.on(server, state).start()) {
            fixture.awaitRunning().createProject();
            fixture.createWaitingPipeline("web");
            ConfigMap foreign = fixture.admin
                    .resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("web-1")
                            .withNamespace(fixture.namespace)
                            .endMetadata()
                            .build())
                    .create();
            PipelineRun run = fixture.createRun("web-1", "web");
            assertThat(awaitStoreEvent(fixture)).contains("delete the ConfigMap");

            fixture.admin.resource(foreign).delete();
            fixture.release();

            awaitEnd(fixture, run);
            assertThat(configMap(fixture, run).orElseThrow().getData().get("stage"))
                    .contains("FINISHED");
        }
    }

    @Test
    void stagesAreStoredInAnnotationsInstead(Config server) throws JsonProcessingException {
        try (OperatorFixture fixture = OperatorFixture.on(server, state)
                .withRunStore(RunStoreType.ANNOTATIONS)
                .start()) {
            fixture.awaitRunning().createProject();
            fixture.createPipeline("web");

            PipelineRun run = awaitEnd(fixture, fixture.createRun("web-1", "web"));

            Map<String, String> annotations = run.getMetadata().getAnnotations();
            assertThat(describe(
                            JSON.readTree(annotations.get("devops.kubesphere.io/jenkins-pipelinerun-stages-status"))))
                    .containsExactly("Build STAGE FINISHED SUCCESS");
            assertThat(JSON.readTree(annotations.get("devops.kubesphere.io/jenkins-pipelinerun-status"))
                            .path("id")
                            .asText())
                    .isEqualTo("1");
            assertThat(configMap(fixture, run)).isEmpty();
        }
    }

    @Test
    void withoutAStoreNothingIsStored(Config server) {
        try (OperatorFixture fixture = OperatorFixture.on(server, state)
                .withRunStore(RunStoreType.NONE)
                .start()) {
            fixture.awaitRunning().createProject();
            fixture.createPipeline("web");

            PipelineRun run = awaitEnd(fixture, fixture.createRun("web-1", "web"));

            assertThat(configMap(fixture, run)).isEmpty();
            assertThat(run.getMetadata().getAnnotations())
                    .doesNotContainKey("devops.kubesphere.io/jenkins-pipelinerun-stages-status");
        }
    }

    @Test
    void aRunEndsAlsoIfConfigMapsAreForbidden(Config server, KubernetesClient admin, TestNamespace system) {
        try (TestServiceAccount account = TestServiceAccount.create(admin, system.name())) {
            account.setRights(ClusterRequirements.withCredentials(system.name()).stream()
                    .flatMap(preflight -> preflight.permissions().stream())
                    .filter(right -> !right.resource().equals("configmaps"))
                    .toList());
            Config connection = account.config(server);
            try (OperatorFixture fixture = OperatorFixture.on(server, state)
                    .withSystemNamespace(system.name())
                    .withConnection(() -> connection)
                    .start()) {
                fixture.awaitRunning().createProject();
                fixture.createPipeline("web");

                PipelineRun run = awaitEnd(fixture, fixture.createRun("web-1", "web"));

                assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
                assertThat(awaitStoreEvent(fixture))
                        .startsWith("PipelineRun " + fixture.namespace + "/web-1: its stages were not written into"
                                + " ConfigMap " + fixture.namespace + "/web-1: ")
                        .endsWith("; the run itself is not affected");
            }
        }
    }

    @Test
    void aRunEndsAlsoIfItsStagesCannotBeReadInTime(Config server) {
        CountDownLatch end = new CountDownLatch(1);
        try (OperatorFixture fixture = OperatorFixture.on(server, state)
                .wrapEngine(engine -> slow(engine, end))
                .start()) {
            fixture.awaitRunning().createProject();
            fixture.createPipeline("web");
            Instant start = Instant.now();

            PipelineRun run = awaitEnd(fixture, fixture.createRun("web-1", "web"));

            assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(40));
            assertThat(awaitStoreEvent(fixture))
                    .contains("they were not read and written within 5 s, and may still be written later");
            end.countDown();
        }
    }

    @Test
    void theLastStagesAreReadAndWrittenOnceIfTheStatusIsRefused(
            Config server, KubernetesClient admin, TestNamespace system) throws InterruptedException {
        AtomicInteger reads = new AtomicInteger();
        List<RequiredPermission> all = ClusterRequirements.withCredentials(system.name()).stream()
                .flatMap(preflight -> preflight.permissions().stream())
                .toList();
        try (TestServiceAccount account = TestServiceAccount.create(admin, system.name())) {
            account.setRights(all);
            Config connection = account.config(server);
            try (OperatorFixture fixture = OperatorFixture.on(server, state)
                    .withSystemNamespace(system.name())
                    .withConnection(() -> connection)
                    .wrapEngine(engine -> counting(engine, reads))
                    .start()) {
                fixture.awaitRunning().createProject();
                fixture.createWaitingPipeline("web");
                PipelineRun run = fixture.awaitPhase(fixture.createRun("web-1", "web"), "Running");
                fixture.await(() -> configMap(fixture, run).isPresent(), "the stages are stored");
                int readsWhileItRan = reads.get();
                account.setRights(all.stream()
                        .filter(right -> !right.resource().equals("pipelineruns/status"))
                        .toList());
                fixture.release();
                fixture.await(
                        () -> configMap(fixture, run)
                                .filter(stored -> stored.getData().get("status").contains("FINISHED"))
                                .isPresent(),
                        "the last stages are stored");
                Thread.sleep(5_000); // Meanwhile the status is tried again.

                assertThat(reads.get()).isEqualTo(readsWhileItRan + 1);
                account.setRights(all);
                assertThat(awaitEnd(fixture, run).getStatus().phase()).isEqualTo("Succeeded");
            }
        }
    }

    private static Engine counting(Engine engine, AtomicInteger reads) {
        return new InterceptedEngine(engine, method -> {
            if (method.equals("graph")) {
                reads.incrementAndGet();
            }
        });
    }

    private static Engine slow(Engine engine, CountDownLatch end) {
        return new InterceptedEngine(engine, method -> {
            if (method.equals("graph")) {
                assertThat(end.await(50, TimeUnit.SECONDS)).isTrue();
            }
        });
    }

    private static PipelineRun awaitEnd(OperatorFixture fixture, PipelineRun run) {
        return fixture.await(run, found -> found.getStatus().hasEnded());
    }

    private static Optional<ConfigMap> configMap(OperatorFixture fixture, PipelineRun run) {
        return Optional.ofNullable(fixture.admin
                .configMaps()
                .inNamespace(fixture.namespace)
                .withName(run.getMetadata().getName())
                .get());
    }

    /** Waits for the only Event about a store, and returns its message. */
    private static String awaitStoreEvent(OperatorFixture fixture) {
        fixture.await(() -> !storeEvents(fixture).isEmpty(), "an Event about the store");
        assertThat(storeEvents(fixture)).hasSize(1);
        return storeEvents(fixture).get(0).getMessage();
    }

    private static List<Event> storeEvents(OperatorFixture fixture) {
        return fixture.admin.v1().events().inNamespace(fixture.namespace).list().getItems().stream()
                .filter(event -> "StoreFailed".equals(event.getReason()))
                .toList();
    }

    private static List<String> describe(JsonNode stages) {
        List<JsonNode> nodes = new ArrayList<>();
        stages.forEach(nodes::add);
        return nodes.stream()
                .map(stage -> stage.path("displayName").asText() + " "
                        + stage.path("type").asText() + " "
                        + stage.path("state").asText() + " "
                        + stage.path("result").asText())
                .toList();
    }
}
