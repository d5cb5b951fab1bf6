package io.jenkins.plugins.kubesphere.devops.kapis.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.kapis.http.EntityTag;
import io.jenkins.plugins.kubesphere.devops.kapis.http.RawJson;
import java.util.Objects;
import java.util.Optional;

/**
 * The stages of a run as a caller sees them.
 *
 * @param text the JSON array of the stages, as it is for everybody
 * @param marked the same with the steps marked that the caller may answer; empty if there is none
 * @param tag changes with what the caller sees
 */
public record VisibleStages(String text, Optional<JsonNode> marked, EntityTag tag) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public VisibleStages {
        Objects.requireNonNull(text);
        Objects.requireNonNull(marked);
        Objects.requireNonNull(tag);
    }

    /** What the caller sees, as JSON. It must not be changed. */
    public JsonNode tree() {
        return marked.orElseGet(() -> parse(text));
    }

    /** The same, to be sent. Without marks, the text is sent as it is. */
    Object value() {
        return marked.<Object>map(tree -> tree).orElseGet(() -> new RawJson(text));
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stages of a run are not JSON", e);
        }
    }
}
