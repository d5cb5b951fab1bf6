package io.jenkins.plugins.kubesphere.devops.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An object as users write it. Each object is a file in {@code fixtures/} beside this class.
 *
 * @param name name of the file
 * @param text content of the file
 * @param tree parsed content
 */
record ResourceFixture(String name, String text, JsonNode tree) {

    /** All fixtures, sorted by name. */
    static List<ResourceFixture> all() {
        try (Stream<Path> files = Files.list(Path.of(ResourceFixture.class
                        .getResource("fixtures/pipeline-inline.yaml")
                        .toURI())
                .getParent())) {
            return files.sorted().map(ResourceFixture::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The fixtures of our own kinds, without Secrets. */
    static List<ResourceFixture> ours() {
        return all().stream()
                .filter(fixture -> !fixture.kind().equals("Secret"))
                .toList();
    }

    /** The fixtures that have every field of their kind. */
    static List<ResourceFixture> full() {
        return ours().stream()
                .filter(fixture -> fixture.name().endsWith("-full.yaml"))
                .toList();
    }

    /** The fixture with that name, without {@code .yaml}. */
    static ResourceFixture named(String name) {
        return all().stream()
                .filter(fixture -> fixture.name().equals(name + ".yaml"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No fixture is named " + name));
    }

    private static ResourceFixture read(Path file) {
        try {
            String text = Files.readString(file);
            return new ResourceFixture(
                    file.getFileName().toString(), text, new KubernetesSerialization().unmarshal(text, JsonNode.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String kind() {
        return tree.path("kind").asText();
    }

    /** A top-level part of the object; empty if it is missing. */
    JsonNode part(String field) {
        JsonNode part = tree.get(field);
        return part == null ? JsonNodeFactory.instance.objectNode() : part;
    }

    /** The object as its Java type. */
    <R> R as(Class<R> type) {
        return new KubernetesSerialization().unmarshal(text, type);
    }

    @Override
    public String toString() {
        return name;
    }
}
