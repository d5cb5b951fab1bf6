package io.jenkins.plugins.kubesphere.devops.engine.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes what consoles read of a run as JSON. */
public final class DocumentWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DocumentWriter() {}

    /**
     * The JSON of a document.
     *
     * @param document one of {@code api.json}, or a list of such
     * @throws IllegalStateException if it cannot be written
     */
    public static String write(Object document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The document of a run could not be written as JSON", e);
        }
    }
}
