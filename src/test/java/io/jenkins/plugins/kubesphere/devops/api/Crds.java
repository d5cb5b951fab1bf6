package io.jenkins.plugins.kubesphere.devops.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads the CustomResourceDefinitions in the folder {@code crds/}. */
final class Crds {
    private static final Path FOLDER = Path.of("crds");

    private Crds() {}

    /** The files in the order of their names. */
    static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file as a tree; YAML references in it are resolved. */
    static JsonNode read(Path file) {
        try {
            return new KubernetesSerialization().unmarshal(Files.readString(file), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The CRD of a kind. */
    static JsonNode of(String kind) {
        return files().stream()
                .map(Crds::read)
                .filter(crd -> crd.at("/spec/names/kind").asText().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No file in " + FOLDER + " describes the kind " + kind));
    }

    /** The schema of the objects of a kind. */
    static JsonNode schemaOf(String kind) {
        return of(kind).at("/spec/versions/0/schema/openAPIV3Schema");
    }
}
