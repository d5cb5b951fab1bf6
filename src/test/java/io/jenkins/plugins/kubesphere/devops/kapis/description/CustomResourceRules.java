package io.jenkins.plugins.kubesphere.devops.kapis.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Adds to the schemas of custom resources what their definitions demand, and what the Java types cannot say. */
final class CustomResourceRules {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final List<String> RULES = List.of(
            "required", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems");
    private static final String REFERENCE = "#/components/schemas/";

    private final Map<String, ObjectNode> schemas;

    /** @param schemas those with a name; they are changed */
    CustomResourceRules(Map<String, ObjectNode> schemas) {
        this.schemas = schemas;
    }

    void apply() {
        try (Stream<Path> files = Files.list(RepositoryRoot.root().resolve("crds"))) {
            for (Path file : files.sorted().toList()) {
                JsonNode spec = YAML.readTree(file.toFile()).get("spec");
                ObjectNode schema = schemas.get(spec.at("/names/kind").asText());
                if (schema != null) {
                    JsonNode rules = spec.at("/versions/0/schema/openAPIV3Schema");
                    // Not of the status, which a request may have in any state, because it is not read.
                    copy(rules.at("/properties/spec"), schema.at("/properties/spec"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(JsonNode rules, JsonNode schema) {
        if (schema.path("$ref").isTextual()) {
            copy(rules, schemas.get(schema.get("$ref").asText().substring(REFERENCE.length())));
        } else if (schema instanceof ObjectNode object) {
            for (String rule : RULES) {
                if (rules.has(rule)) {
                    object.set(rule, rules.get(rule));
                }
            }
            rules.path("properties")
                    .properties()
                    .forEach(property ->
                            copy(property.getValue(), object.path("properties").path(property.getKey())));
            copy(rules.path("items"), object.path("items"));
            copy(rules.path("additionalProperties"), object.path("additionalProperties"));
        }
    }
}
