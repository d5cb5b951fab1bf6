package io.jenkins.plugins.kubesphere.devops.template.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterStepTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.StepParameter;
import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the templates of {@code chart/files}, and gives values to the parameters that have no default. */
public final class Catalogue {
    private Catalogue() {}

    public static List<ClusterTemplate> pipelines() {
        return read("templates", ClusterTemplate.class);
    }

    public static List<ClusterStepTemplate> steps() {
        return read("step-templates", ClusterStepTemplate.class);
    }

    private static <T> List<T> read(String folder, Class<T> kind) {
        Path files = RepositoryRoot.root().resolve("chart/files").resolve(folder);
        try (Stream<Path> found = Files.list(files)) {
            return found.sorted()
                    .map(file -> {
                        try {
                            return Serialization.unmarshal(Files.readString(file), kind);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A value for each parameter that must have one and has no default. */
    public static Map<String, JsonNode> required(ClusterStepTemplate template) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        template.getSpec().parameters().stream()
                .filter(parameter -> Boolean.TRUE.equals(parameter.required()) && parameter.defaultValue() == null)
                .forEach(parameter -> values.put(parameter.name(), value(parameter)));
        return values;
    }

    private static JsonNode value(StepParameter parameter) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (parameter.type()) {
            case "number" -> json.textNode("3");
            case "secret" ->
                json.objectNode().put("name", "registry").put("type", "credential.devops.kubesphere.io/basic-auth");
            case "application" -> json.objectNode().put("name", "web").put("namespace", "demo");
            default -> json.textNode("a");
        };
    }

    /** The same values with another text, except for numbers and types. */
    public static Map<String, JsonNode> withTexts(Map<String, JsonNode> values, String text) {
        Map<String, JsonNode> changed = new LinkedHashMap<>(values);
        changed.replaceAll((name, value) -> {
            if (value instanceof ObjectNode object) {
                ObjectNode copy = object.deepCopy();
                copy.put("name", text);
                return copy;
            }
            return value.asText().equals("3") ? value : TextNode.valueOf(text);
        });
        return changed;
    }

    /** Everything of a step except its values. */
    public static JsonNode shape(JsonNode step) {
        JsonNode shape = step.deepCopy();
        shape.findParents("isLiteral").forEach(value -> ((ObjectNode) value).put("value", ""));
        return shape;
    }
}
