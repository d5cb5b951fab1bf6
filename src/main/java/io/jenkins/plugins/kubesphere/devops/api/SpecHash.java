package io.jenkins.plugins.kubesphere.devops.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.kubesphere.devops.api.text.ShortHash;

/**
 * Computes a short hash of a spec, which shows whether the spec changed since the last sync. The hash is stored in an
 * annotation ({@link Annotations#OBSERVED_SPEC}) and not in the status, because the API server removes fields that the
 * CRD does not declare, and the CRDs in some clusters do not declare such a field of the status.
 */
public final class SpecHash {
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .disable(JsonNodeFeature.WRITE_NULL_PROPERTIES)
            .build();

    private SpecHash() {}

    /**
     * Returns the first 16 hexadecimal digits of the SHA-256 of the spec's canonical JSON. In this JSON, keys are
     * sorted and fields that are null are omitted, so the order of fields and an explicit null do not change the hash.
     * The order of the elements of a list changes it.
     *
     * @param spec an object that Jackson can write, or a JSON tree; null counts as an empty object
     */
    public static String compute(Object spec) {
        // The two features of the mapper apply only to JSON trees, so a record is converted to a tree first.
        JsonNode tree = spec == null ? JsonNodeFactory.instance.objectNode() : CANONICAL.valueToTree(spec);
        return ShortHash.compute(canonical(tree));
    }

    private static String canonical(JsonNode tree) {
        try {
            // Written as a String, because Jackson refuses to write half of a surrogate pair as bytes, and a spec may
            // contain one.
            return CANONICAL.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The spec cannot be written as JSON", e);
        }
    }
}
