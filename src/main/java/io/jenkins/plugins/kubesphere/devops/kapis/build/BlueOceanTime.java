package io.jenkins.plugins.kubesphere.devops.kapis.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Converts times from the form of Kubernetes to that of Blue Ocean, {@code 2026-11-21T08:00:00.000+0000}. */
public final class BlueOceanTime {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);

    private BlueOceanTime() {}

    /** Converts fields of an object, and removes what is not a time. Does nothing if it is not an object. */
    public static void convert(JsonNode object, String... fields) {
        if (object instanceof ObjectNode changed) {
            for (String field : fields) {
                JsonNode time = changed.path(field);
                if (time.isTextual()) {
                    convert(changed, field, time.asText());
                }
            }
        }
    }

    private static void convert(ObjectNode object, String field, String time) {
        try {
            object.put(field, FORM.format(Instant.parse(time)));
        } catch (DateTimeParseException e) {
            object.remove(field);
        }
    }
}
