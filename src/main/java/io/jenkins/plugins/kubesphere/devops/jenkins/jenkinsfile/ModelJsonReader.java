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

/** Reads JSON that may come from anybody: one object, no name in it twice, not too deep. */
final class ModelJsonReader {
    /** Jenkins' own form of a stage in a stage in a stage has about 30. */
    private static final int DEEPEST = 200;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ModelJsonReader() {}

    /** @throws EngineRefusalException if it is none; the message says where, and nothing of what stands there */
    static JsonNode read(String json) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            if (tree instanceof ObjectNode) {
                return tree;
            }
            throw new EngineRefusalException(
                    Reason.NOT_CONVERTIBLE, "the JSON of the Jenkinsfile is not an object {\"pipeline\": …}");
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new EngineRefusalException(
                    Reason.NOT_CONVERTIBLE,
                    "the JSON of the Jenkinsfile is not valid JSON, has a name twice in an object, or more than "
                            + DEEPEST
                            + " levels"
                            + (at == null ? "" : ": line " + at.getLineNr() + ", column " + at.getColumnNr()));
        }
    }
}
