package io.jenkins.plugins.kubesphere.devops.kapis.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/**
 * A value that is JSON already. It is written as it is.
 *
 * @param text valid JSON; this is not checked
 */
public record RawJson(@JsonRawValue @JsonValue String text) {
    public RawJson {
        Objects.requireNonNull(text);
    }
}
