package io.jenkins.plugins.kubesphere.devops.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiConsumer;

/** Walks OpenAPI schemas. */
final class Schemas {
    private Schemas() {}

    /**
     * Shows every schema below the given one, with its path: {@code .a} is a field, {@code []} an element of a list,
     * {@code {}} a value of a map. What lies below an open schema is not shown.
     */
    static void walk(JsonNode schema, BiConsumer<String, JsonNode> visitor) {
        walk("", schema, visitor);
    }

    private static void walk(String path, JsonNode schema, BiConsumer<String, JsonNode> visitor) {
        if (!path.isEmpty()) {
            visitor.accept(path, schema);
        }
        if (open(schema)) {
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

    /** Says whether any JSON may stand there. */
    static boolean open(JsonNode schema) {
        return schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    }
}
