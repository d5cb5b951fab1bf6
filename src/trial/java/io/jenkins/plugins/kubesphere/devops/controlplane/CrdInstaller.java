package io.jenkins.plugins.kubesphere.devops.controlplane;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionSpec;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Installs custom resource definitions in a cluster. */
public final class CrdInstaller {
    private static final Pattern DOCUMENT_END = Pattern.compile("(?m)^---.*$");
    private static final long ESTABLISHED_TIMEOUT_SECONDS = 30;
    private static final long SERVED_TIMEOUT_SECONDS = 60;
    private static final int POLL_MILLIS = 10;

    private CrdInstaller() {}

    /** Installs the definitions of this repository, and returns when the API server serves all of them. */
    public static void installOurs(KubernetesClient client) {
        installFolder(client, RepositoryRoot.root().resolve("crds"));
    }

    /**
     * Installs every *.yaml file of a folder, and returns when the API server serves all definitions. An existing
     * definition is replaced.
     *
     * @param folder a folder with any number of files; it may be missing
     */
    public static void installFolder(KubernetesClient client, Path folder) {
        install(client, readFolder(folder));
    }

    /**
     * Reads every *.yaml file of a folder, in the order of their names.
     *
     * @param folder a folder with any number of files; it may be missing
     */
    public static List<GenericKubernetesResource> readFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<String> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                documents.add(Files.readString(file));
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read the definitions in " + folder, e);
        }
        return parse(String.join("\n---\n", documents));
    }

    /** Installs the YAML documents of a text, and returns when the API server serves all of them. */
    static void install(KubernetesClient client, String yaml) {
        install(client, parse(yaml));
    }

    private static void install(KubernetesClient client, List<GenericKubernetesResource> definitions) {
        definitions.forEach(definition -> client.resource(definition)
                .fieldManager("tests")
                .forceConflicts()
                .serverSideApply());
        awaitEstablished(client, definitions);
    }

    /** Parses generic objects, because the typed class would lose the schema fields that the client does not know. */
    private static List<GenericKubernetesResource> parse(String yaml) {
        return DOCUMENT_END
                .splitAsStream(yaml)
                .filter(document -> !document.isBlank())
                .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
                .filter(definition -> definition != null && definition.getKind() != null)
                .toList();
    }

    /** Waits until the API server serves all definitions, each in its first version. */
    public static void awaitEstablished(KubernetesClient client, List<GenericKubernetesResource> definitions) {
        for (GenericKubernetesResource installed : definitions) {
            String name = installed.getMetadata().getName();
            CustomResourceDefinition definition = client.resources(CustomResourceDefinition.class)
                    .withName(name)
                    .waitUntilCondition(CrdInstaller::isEstablished, ESTABLISHED_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            awaitServed(client, definition);
        }
    }

    /**
     * Waits until the API server serves the objects of a definition. It does so only some time after the definition is
     * established, because it notices new definitions through a watch.
     */
    private static void awaitServed(KubernetesClient client, CustomResourceDefinition definition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SERVED_TIMEOUT_SECONDS);
        while (!isServed(client, definition)) {
            String name = definition.getMetadata().getName();
            if (System.nanoTime() > end) {
                throw new IllegalStateException(name + " is established, but the API server did not serve it within "
                        + SERVED_TIMEOUT_SECONDS + " s");
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting until " + name + " is served", e);
            }
        }
    }

    private static boolean isServed(KubernetesClient client, CustomResourceDefinition definition) {
        CustomResourceDefinitionSpec spec = definition.getSpec();
        String version = spec.getVersions().get(0).getName();
        try {
            return client.raw("/apis/" + spec.getGroup() + "/" + version + "/"
                            + spec.getNames().getPlural() + "?limit=1")
                    != null;
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Returns true if the API server has accepted the definition. For a short time, a new definition has no status or
     * no conditions.
     */
    private static boolean isEstablished(CustomResourceDefinition definition) {
        return Optional.ofNullable(definition)
                .map(CustomResourceDefinition::getStatus)
                .map(CustomResourceDefinitionStatus::getConditions)
                .stream()
                .flatMap(List::stream)
                .anyMatch(
                        c -> c.getType().equals("Established") && c.getStatus().equals("True"));
    }
}
