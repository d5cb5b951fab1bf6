package io.jenkins.plugins.kubesphere.devops.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A short fingerprint of a spec, to see whether a spec is still the one that was synchronised last. It stands in an
 * annotation ({@link Annotations#OBSERVED_SPEC}) because an annotation survives clusters whose CRDs prune the status.
 */
public final class SpecHash {
    private static final int DIGITS = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private SpecHash() {}

    /**
     * Gives the first 16 hexadecimal digits of the SHA-256 of the spec's canonical JSON: keys sorted, fields that are
     * null left out, so that the order of fields and an explicit null make no difference. The order of lists does.
     *
     * @param spec anything that Jackson can write, or a JSON tree; null counts as empty
     */
    public static String of(Object spec) {
        JsonNode tree = spec == null ? JsonNodeFactory.instance.objectNode() : JSON.valueToTree(spec);
        return Sha256.hex(canonical(tree).toString().getBytes(StandardCharsets.UTF_8))
                .substring(0, DIGITS);
    }

    private static JsonNode canonical(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (!field.getValue().isNull()) {
                    sorted.put(field.getKey(), canonical(field.getValue()));
                }
            }
            return new ObjectNode(JsonNodeFactory.instance, sorted);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> copy.add(canonical(element)));
            return copy;
        }
        return node;
    }
}
