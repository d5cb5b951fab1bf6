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
 * An object as users write it, one file each, beside this class in {@code fixtures/}.
 *
 * @param name name of the file
 * @param text the file
 * @param tree the same, parsed
 */
record Fixture(String name, String text, JsonNode tree) {

    /** Gives all of them, by name. */
    static List<Fixture> all() {
        try (Stream<Path> files = Files.list(Path.of(Fixture.class
                        .getResource("fixtures/pipeline-inline.yaml")
                        .toURI())
                .getParent())) {
            return files.sorted().map(Fixture::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives those of the kinds that are ours, that is without Secrets. */
    static List<Fixture> ours() {
        return all().stream()
                .filter(fixture -> !fixture.kind().equals("Secret"))
                .toList();
    }

    /** Gives those that show every field of their kind. */
    static List<Fixture> full() {
        return ours().stream()
                .filter(fixture -> fixture.name().endsWith("-full.yaml"))
                .toList();
    }

    /** Gives the one of that name, without {@code .yaml}. */
    static Fixture named(String name) {
        return all().stream()
                .filter(fixture -> fixture.name().equals(name + ".yaml"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No fixture is named " + name));
    }

    private static Fixture read(Path file) {
        try {
            String text = Files.readString(file);
            return new Fixture(
                    file.getFileName().toString(), text, new KubernetesSerialization().unmarshal(text, JsonNode.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String kind() {
        return tree.path("kind").asText();
    }

    /** Gives a top-level part, empty if it is left out. */
    JsonNode part(String field) {
        JsonNode part = tree.get(field);
        return part == null ? JsonNodeFactory.instance.objectNode() : part;
    }

    /** Gives the object as its Java type. */
    <R> R as(Class<R> type) {
        return new KubernetesSerialization().unmarshal(text, type);
    }

    @Override
    public String toString() {
        return name;
    }
}
