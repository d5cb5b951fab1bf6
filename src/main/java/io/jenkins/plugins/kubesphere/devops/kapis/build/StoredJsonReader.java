package io.jenkins.plugins.kubesphere.devops.kapis.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads a part of what the operator stores in annotations and ConfigMaps. Whoever may edit these may have written something
 * else; such a part is left out, so that the others are still shown.
 */
public final class StoredJsonReader {
    private static final Logger LOGGER = Logger.getLogger(StoredJsonReader.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredJsonReader() {}

    /**
     * @param owner names the object that has the part, for the log
     * @return empty if the part does not have the form of the type
     */
    public static <T> Optional<T> read(JsonNode part, Class<T> type, String owner) {
        try {
            return Optional.of(JSON.treeToValue(part, type));
        } catch (JsonProcessingException e) {
            // The message may quote what is stored.
            LOGGER.log(
                    Level.FINE,
                    () -> "A part of what is stored of " + owner + " is left out: it is not a " + type.getSimpleName()
                            + ", " + e.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
