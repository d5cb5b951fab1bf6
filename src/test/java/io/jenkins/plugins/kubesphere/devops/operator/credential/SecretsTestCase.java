package io.jenkins.plugins.kubesphere.devops.operator.credential;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProjectStatus;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.embedded.EmbeddedEngine;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialSink;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorDependencies;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import io.jenkins.plugins.kubesphere.devops.operator.support.TestTimings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Base class for tests of Secrets. Each test has its own namespace, and operators with a
 * {@link RecordingCredentialSink}. The test itself has the rights of the administrator.
 */
@WithCluster
abstract class SecretsTestCase {
    private static final String TEXT = "credential.devops.kubesphere.io/secret-text";

    @TempDir
    Path state;

    final RecordingCredentialSink sink = new RecordingCredentialSink();
    final List<AutoCloseable> closeables = new CopyOnWriteArrayList<>();
    KubernetesClient admin;
    Config config;
    String namespace;
    /** Name of the project of the namespace. */
    String project;
    /** Namespace of the Lease. */
    String system;

    @BeforeEach
    void setUp(Config server, KubernetesClient client, TestNamespace own) {
        config = server;
        admin = client;
        namespace = own.name();
        project = "shop-" + namespace;
        system = TestNamespace.named(client, namespace + "-system").name();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : closeables) {
            closeable.close();
        }
        deleteProject(project);
        new TestNamespace(system).delete(admin);
    }

    /** No operator runs any more, so nobody else removes the finalizer of the project. */
    void deleteProject(String name) {
        DevOpsProject found =
                admin.resources(DevOpsProject.class).withName(name).get();
        if (found != null) {
            admin.resource(found).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
            admin.resource(found).delete();
        }
    }

    DevOpsOperator start(Set<String> namespaces) {
        return start(namespaces, config, "home", sink);
    }

    DevOpsOperator start(Set<String> namespaces, Config connection, String home, RecordingCredentialSink target) {
        return start(namespaces, connection, home, target, LeaseTimings.DEFAULT);
    }

    DevOpsOperator start(
            Set<String> namespaces,
            Config connection,
            String home,
            RecordingCredentialSink target,
            LeaseTimings lease) {
        return start(connection, target, settings(namespaces, home, lease));
    }

    DevOpsOperator start(Clock clock) {
        EmbeddedEngine engine = new EmbeddedEngine(state.resolve("engine" + closeables.size()));
        return startOperator(
                engine,
                new DevOpsOperator(
                        settings(Set.of(), "home", LeaseTimings.DEFAULT),
                        new OperatorDependencies(() -> config, engine, sink, status -> {}),
                        clock));
    }

    DevOpsOperator start(Config connection, RecordingCredentialSink target, OperatorSettings settings) {
        EmbeddedEngine engine = new EmbeddedEngine(state.resolve("engine" + closeables.size()));
        return startOperator(
                engine,
                new DevOpsOperator(settings, new OperatorDependencies(() -> connection, engine, target, status -> {})));
    }

    /** Replaces an operator that was started for all namespaces. */
    DevOpsOperator restartWith(DevOpsOperator running, CredentialSink target) {
        EmbeddedEngine engine = new EmbeddedEngine(state.resolve("home" + closeables.size()));
        return startOperator(
                engine,
                running.closeAndCreateSuccessor(
                        settings(Set.of(), "home", LeaseTimings.DEFAULT),
                        new OperatorDependencies(() -> config, engine, target, status -> {})));
    }

    private DevOpsOperator startOperator(EmbeddedEngine engine, DevOpsOperator operator) {
        closeables.add(0, engine);
        closeables.add(0, operator);
        operator.start();
        return operator;
    }

    OperatorSettings settings(Set<String> namespaces, String home, LeaseTimings lease) {
        return new OperatorSettings(
                home,
                system,
                lease,
                namespaces,
                Duration.ofMinutes(10),
                Duration.ofMinutes(5),
                8,
                TestTimings.FAST_RETRIES);
    }

    /** Creates the project of the namespace. Namespace and project name each other. */
    DevOpsProject createProject() {
        setProjectLabel(project);
        return createProjectFor(namespace);
    }

    DevOpsProject createProjectFor(String adminNamespace) {
        DevOpsProject request = new DevOpsProject();
        request.getMetadata().setName(project);
        request.setStatus(new DevOpsProjectStatus(adminNamespace, null));
        return admin.resource(request).create();
    }

    void setAdminNamespace(DevOpsProject object, String adminNamespace) {
        admin.resource(object)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"adminNamespace\":\"" + adminNamespace + "\"}}");
    }

    /** @param project null removes the label */
    void setProjectLabel(String project) {
        Namespace found = admin.namespaces().withName(namespace).get();
        admin.resource(found).edit(edited -> {
            if (project == null) {
                edited.getMetadata().getLabels().remove(Labels.PROJECT);
            } else {
                edited.getMetadata().getLabels().put(Labels.PROJECT, project);
            }
            return edited;
        });
    }

    TestSecretBuilder text(String id, String value) {
        return TestSecretBuilder.of(TEXT).named(namespace, id).with("secret", value);
    }

    Secret create(TestSecretBuilder secret) {
        return admin.resource(secret.build()).create();
    }

    void setData(Secret secret, String key, String value) {
        change(secret, edited -> {
            edited.setData(Map.of(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
            return edited;
        });
    }

    /** Changes a Secret, even if the operator writes it at the same time. */
    void change(Secret secret, UnaryOperator<Secret> change) {
        while (true) {
            try {
                admin.secrets()
                        .inNamespace(namespace)
                        .withName(secret.getMetadata().getName())
                        .edit(change);
                return;
            } catch (KubernetesClientException e) {
                assertThat(e.getCode()).as(e.getMessage()).isEqualTo(409);
            }
        }
    }

    /** Waits long enough for an unwanted effect of an event to become visible. */
    static void pauseForEvents() {
        Await.pause(1_500);
    }

    CredentialName name(String id) {
        return new CredentialName(namespace, id);
    }

    void awaitText(String id, String text) {
        await("credential " + id + " is " + text)
                .until(() -> sink.text(name(id)).filter(text::equals).isPresent());
    }

    void awaitRemoved(String id) {
        await("credential " + id + " is removed")
                .until(() -> !sink.incomplete && sink.text(name(id)).isEmpty());
    }

    void awaitAnnotation(Secret secret, String key, String value) {
        // A predicate is not possible here, because Awaitility does not call it with null.
        await("annotation " + key + " is " + value).until(() -> Objects.equals(annotation(secret, key), value));
    }

    String annotation(Secret secret, String key) {
        Map<String, String> annotations =
                admin.resource(secret).get().getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(key);
    }

    void awaitEvent(Secret secret, String message) {
        await("an Event has the message " + message)
                .until(() -> admin.v1().events().inNamespace(namespace).list().getItems().stream()
                        .anyMatch(event -> message.equals(event.getMessage())
                                && "SyncFailed".equals(event.getReason())
                                && secret.getMetadata()
                                        .getUid()
                                        .equals(event.getInvolvedObject().getUid())));
    }
}
