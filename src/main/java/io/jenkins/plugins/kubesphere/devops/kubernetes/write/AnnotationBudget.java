package io.jenkins.plugins.kubesphere.devops.kubernetes.write;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import java.nio.charset.StandardCharsets;

/**
 * Computes how many bytes the value of an annotation may have. Kubernetes limits the total size of all annotations of
 * an object: the keys and the values, in UTF-8.
 */
public final class AnnotationBudget {
    private AnnotationBudget() {}

    /**
     * Returns how many bytes the value of one annotation may have, given the other annotations that the object has now.
     * The result is never negative.
     *
     * @param reserved bytes to keep free for annotations that are written later: states, hashes, and those of kubectl
     *     and consoles
     */
    public static int availableBytes(HasMetadata object, String key, int reserved) {
        int usedBytes = MetadataReader.annotations(object).entrySet().stream()
                .filter(annotation -> !annotation.getKey().equals(key))
                .mapToInt(annotation -> utf8Length(annotation.getKey()) + utf8Length(annotation.getValue()))
                .sum();
        return Math.max(0, Annotations.MAX_TOTAL_BYTES - reserved - utf8Length(key) - usedBytes);
    }

    /** Returns the length of a text in bytes; 0 for null. */
    public static int utf8Length(String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
