package io.jenkins.plugins.kubesphere.devops.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiConsumer;

/** Visits OpenAPI schemas. */
final class SchemaWalker {
    private SchemaWalker() {}

    /**
     * Calls the visitor with every schema below the given one and its path: {@code .a} is a field, {@code []} an
     * element of a list, {@code {}} a value of a map. Schemas below an open schema are not visited.
     */
    static void walk(JsonNode schema, BiConsumer<String, JsonNode> visitor) {
        walk("", schema, visitor);
    }

    private static void walk(String path, JsonNode schema, BiConsumer<String, JsonNode> visitor) {
        if (!path.isEmpty()) {
            visitor.accept(path, schema);
        }
        if (isOpen(schema)) {
            return;
        }
        schema.path("properties")
                .properties()
                .forEach(field -> walk(path + "." + field.getKey(), field.getValue(), visitor));
        if (schema.has("items")) {
            walk(path + "[]", schema.get("items"), visitor);
        }
        if (schema.path("additionalProperties").isObject()) {
            walk(path + "{}", schema.get("additionalProperties"), visitor);
        }
    }

    /** Returns true if the schema accepts any JSON. */
    static boolean isOpen(JsonNode schema) {
        return schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    }
}
