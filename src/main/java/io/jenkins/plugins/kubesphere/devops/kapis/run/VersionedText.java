package io.jenkins.plugins.kubesphere.devops.kapis.run;

import io.jenkins.plugins.kubesphere.devops.api.run.RunDocumentHash;
import java.util.Objects;

/**
 * A document in JSON with its version.
 *
 * @param version the same for all documents that differ only in how long something has been running
 */
public record VersionedText(String text, String version) {
    public VersionedText {
        Objects.requireNonNull(text);
        Objects.requireNonNull(version);
    }

    static VersionedText of(String text) {
        return new VersionedText(text, RunDocumentHash.of(text));
    }

    /** Whether it is an array without elements. */
    boolean isEmpty() {
        return text.equals("[]");
    }
}
