package io.jenkins.plugins.kubesphere.devops.engine.credential;

import java.util.Objects;

/**
 * A text that no log and no message may show.
 *
 * @param text the plain text without any encoding; may be empty
 */
public record SensitiveText(String text) {
    public SensitiveText {
        Objects.requireNonNull(text);
    }

    @Override
    public String toString() {
        return "****";
    }
}
