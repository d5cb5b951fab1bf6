package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;

/** Reads untrusted JSON: it must be one object, without duplicate names, and not nested too deeply. */
final class ModelJsonReader {
    /** Maximum number of nested levels. The JSON that Jenkins writes for three nested stages has about 30. */
    private static final int MAX_DEPTH = 200;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ModelJsonReader() {}

    /**
     * Reads the JSON.
     *
     * @throws EngineRefusalException if the JSON is not valid. The message names the position, but quotes no content
     */
    static JsonNode read(String json) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            if (tree instanceof ObjectNode) {
                return tree;
            }
            throw new EngineRefusalException(
                    Reason.NOT_CONVERTIBLE,
                    "the JSON of the Jenkinsfile is not an object; write it as {\"pipeline\": …}");
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            throw new EngineRefusalException(
                    Reason.NOT_CONVERTIBLE,
                    "the JSON of the Jenkinsfile is not valid JSON, has a name twice in an object, or has more than "
                            + MAX_DEPTH
                            + " levels"
                            + (location == null
                                    ? ""
                                    : ": line " + location.getLineNr() + ", column " + location.getColumnNr()));
        }
    }
}
