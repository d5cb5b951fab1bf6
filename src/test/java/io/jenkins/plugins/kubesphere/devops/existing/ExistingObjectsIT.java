package io.jenkins.plugins.kubesphere.devops.existing;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.controlplane.ControlPlane;
import io.jenkins.plugins.kubesphere.devops.controlplane.CrdInstaller;
import io.jenkins.plugins.kubesphere.devops.embedded.EmbeddedEngine;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialSink;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionTimings;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorDependencies;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Creates all files of {@code existing-objects} on a cluster of its own, then starts the operator, as somebody does who
 * replaces ks-devops. Each object is served, or its user reads why not.
 */
class ExistingObjectsIT {
    private static final Set<String> NAMESPACED =
            Set.of("Pipeline", "PipelineRun", "Secret", "GitRepository", "Template");

    /** The pipeline of the runs, with the parameters that they give. */
    private static final String PIPELINE_OF_RUNS = """
            apiVersion: devops.kubesphere.io/v1alpha3
            kind: Pipeline
            metadata: {name: web}
            spec: {type: pipeline, pipeline: {name: web, jenkinsfile: "pipeline { agent any; stages { stage('Say') { steps { echo 'hi' } } } }", parameters: [
                {name: WHO, type: string}, {name: name, type: string}, {name: debug, type: boolean},
                {name: FAST, type: boolean}, {name: DEBUG, type: boolean}, {name: ENV, type: choice, default_value: "a\\nb"}]}}
            """;

    @TempDir
    Path state;

    private final Map<String, String> failures = new TreeMap<>();
    private final Map<ExistingObjectFile, ObjectNode> created = new LinkedHashMap<>();
    private KubernetesClient client;
    private ExistingObjectClient objects;

    @Test
    void objectsOfEarlierReleasesAreServedOrRefusedInWords() throws Exception {
        List<ExistingObjectFile> files = ExistingObjectFile.readAll();
        try (ControlPlane cluster =
                        ControlPlane.inFolder(state.resolve("control-plane")).start();
                KubernetesClient administrator = cluster.createClient();
                EmbeddedEngine engine = new EmbeddedEngine(state.resolve("engine"))) {
            client = administrator;
            objects = new ExistingObjectClient(client);
            CrdInstaller.installOurs(client);
            createNamespace("operator", false);
            files.forEach(this::create);
            CredentialSink sink = (CredentialSink) Proxy.newProxyInstance(
                    CredentialSink.class.getClassLoader(),
                    new Class<?>[] {CredentialSink.class},
                    (proxy, method, arguments) -> null);
            try (DevOpsOperator operator = new DevOpsOperator(
                    settings(),
                    new OperatorDependencies(cluster::createConfig, new RenderingEngine(engine), sink, status -> {}))) {
                operator.start();
                await("each object has its outcome")
                        .atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> {
                            created.forEach(this::check);
                            created.keySet().removeIf(file -> !failures.containsKey(file.name()));
                            return created.isEmpty();
                        });
            } catch (ConditionTimeoutException e) {
                // The assertion names the files.
            }
        }
        assertThat(failures).as("files whose objects have another outcome").isEmpty();
    }

    private static OperatorSettings settings() {
        return new OperatorSettings(
                "home",
                "operator",
                LeaseTimings.DEFAULT,
                Set.of(),
                Duration.ofMinutes(10),
                Duration.ofMinutes(5),
                OperatorSettings.DEFAULT_WORKERS,
                SessionTimings.DEFAULT);
    }

    /** Creates the objects of a file in a namespace of their own, because many have the same names. */
    private void create(ExistingObjectFile file) {
        String own = "f" + file.name().substring(0, 3);
        boolean hasProject = file.documents().stream()
                .anyMatch(document -> ExistingObjectFile.kind(document).equals("DevOpsProject"));
        if (!hasProject) {
            createNamespace(own, true);
        }
        try {
            if (ExistingObjectFile.kind(file.subject()).equals("PipelineRun")) {
                objects.create(inNamespace(Serialization.unmarshal(PIPELINE_OF_RUNS, ObjectNode.class), own));
            }
            List<ObjectNode> results = new ArrayList<>();
            // The project is created first: its UID is in the namespace.
            file.documents().stream()
                    .sorted((a, b) -> Boolean.compare(isNamespace(a), isNamespace(b)))
                    .map(document -> hasProject ? withOwnNames(document, own) : inNamespace(document, own))
                    .forEach(document -> results.add(objects.create(document)));
            created.put(file, results.get(0));
            if (file.expectation().verdict().equals("rejected")) {
                failures.put(file.name(), "accepted by the API server");
                created.remove(file);
            }
        } catch (KubernetesClientException e) {
            if (!file.expectation().verdict().equals("rejected")
                    || !e.getMessage().contains(file.expectation().rest())) {
                failures.put(file.name(), e.getMessage());
            }
        }
    }

    private static boolean isNamespace(ObjectNode document) {
        return ExistingObjectFile.kind(document).equals("Namespace");
    }

    private void createNamespace(String name, boolean withProject) {
        objects.create(Serialization.unmarshal(
                "apiVersion: v1\nkind: Namespace\nmetadata: {name: " + name
                        + (withProject ? ", labels: {kubesphere.io/devopsproject: " + name + "}" : "") + "}",
                ObjectNode.class));
        if (withProject) {
            objects.create(Serialization.unmarshal(
                    "apiVersion: devops.kubesphere.io/v1alpha3\nkind: DevOpsProject\nmetadata: {name: " + name
                            + "}\nstatus: {adminNamespace: " + name + "}",
                    ObjectNode.class));
        }
    }

    /** Replaces the namespace, also where a job of it is named, with or without capitals. */
    private static ObjectNode inNamespace(ObjectNode document, String namespace) {
        JsonNode before = document.at("/metadata/namespace");
        ObjectNode changed = document.deepCopy();
        if (before.isTextual()) {
            changed = Serialization.unmarshal(
                    Pattern.compile("\"" + before.asText() + "/", Pattern.CASE_INSENSITIVE)
                            .matcher(document.toString())
                            .replaceAll(found -> "\""
                                    + (found.group().equals(found.group().toLowerCase(Locale.ROOT))
                                            ? namespace
                                            : namespace.toUpperCase(Locale.ROOT))
                                    + "/"),
                    ObjectNode.class);
        }
        if (NAMESPACED.contains(ExistingObjectFile.kind(document))) {
            changed.withObjectProperty("metadata").put("namespace", namespace);
        }
        return changed;
    }

    /** Puts the prefix in front of the names of projects and their namespaces. */
    private static ObjectNode withOwnNames(ObjectNode document, String prefix) {
        return Serialization.unmarshal(
                document.toString()
                        .replaceAll(
                                "\"(name|generateName|adminNamespace|kubesphere\\.io/(?:devopsproject|namespace))\":\"(demo|project-)",
                                "\"$1\":\"" + prefix + "-$2"),
                ObjectNode.class);
    }

    private void check(ExistingObjectFile file, ObjectNode object) {
        Optional<String> outcome = ExistingObjectOutcome.findDifference(file.expectation(), objects.read(object));
        if (outcome.isPresent()) {
            failures.put(file.name(), outcome.get());
        } else {
            failures.remove(file.name());
        }
    }
}
