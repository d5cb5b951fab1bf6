package io.jenkins.plugins.kubesphere.devops.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads annotations and labels of an object, which are null if the JSON says {@code null}. */
public final class MetadataReader {
    private MetadataReader() {}

    /** Returns all annotations. The map must not be changed. */
    public static Map<String, String> annotations(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of());
    }

    /** Returns the value of an annotation, which may be the empty text. */
    public static Optional<String> annotation(HasMetadata object, String key) {
        return Optional.ofNullable(annotations(object).get(key));
    }

    /** Returns all labels. The map must not be changed. */
    public static Map<String, String> labels(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
    }

    /** Returns the value of a label, which may be the empty text. */
    public static Optional<String> label(HasMetadata object, String key) {
        return Optional.ofNullable(labels(object).get(key));
    }
}
