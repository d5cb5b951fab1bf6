package io.jenkins.plugins.kubesphere.devops.kapis.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Says of what is read that null counts as nothing, as in Kubernetes, but for what is required. */
final class NullableInputs {
    private static final String REF = "$ref";
    private static final String NULLABLE = "nullable";
    private static final String REFERENCE = "#/components/schemas/";

    private final Map<String, ObjectNode> schemas;
    private final Set<String> done = new HashSet<>();

    /** @param schemas those with a name; they are changed */
    NullableInputs(Map<String, ObjectNode> schemas) {
        this.schemas = schemas;
    }

    /** @param input schema of a body */
    void apply(JsonNode input) {
        if (input.path(REF).isTextual()) {
            String name = input.get(REF).asText().substring(REFERENCE.length());
            if (done.add(name)) {
                apply(schemas.get(name));
            }
            return;
        }
        Set<String> required = new HashSet<>();
        input.path("required").forEach(name -> required.add(name.asText()));
        input.path("properties").properties().forEach(property -> {
            apply(property.getValue());
            if (!required.contains(property.getKey())) {
                property.setValue(nullable((ObjectNode) property.getValue()));
            }
        });
        for (String child : new String[] {"items", "additionalProperties"}) {
            if (input.path(child).isObject()) {
                apply(input.get(child));
                ((ObjectNode) input).set(child, nullable((ObjectNode) input.get(child)));
            }
        }
    }

    /** What stands beside a reference is ignored. */
    private static ObjectNode nullable(ObjectNode schema) {
        if (!schema.has(REF)) {
            return schema.isEmpty() ? schema : schema.put(NULLABLE, true);
        }
        ObjectNode around = JsonNodeFactory.instance.objectNode();
        around.putArray("allOf").add(schema);
        return around.put(NULLABLE, true);
    }
}
