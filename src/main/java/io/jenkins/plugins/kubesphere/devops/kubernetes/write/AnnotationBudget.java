package io.jenkins.plugins.kubesphere.devops.kubernetes.write;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** How much an annotation may hold: Kubernetes limits all of an object together, keys and values in bytes of UTF-8. */
public final class AnnotationBudget {
    /** Kubernetes' own limit (apimachinery, {@code TotalAnnotationSizeLimitB}). */
    public static final int ALL = 256 * 1024;

    private AnnotationBudget() {}

    /**
     * Gives the bytes that one annotation's value may have beside the others that the object has now; 0 at least.
     *
     * @param spare bytes left for what else is written later: states, hashes, what kubectl and consoles note
     */
    public static int of(HasMetadata object, String key, int spare) {
        int taken = Optional.ofNullable(object.getMetadata().getAnnotations()).orElse(Map.of()).entrySet().stream()
                .filter(annotation -> !annotation.getKey().equals(key))
                .mapToInt(annotation -> bytes(annotation.getKey()) + bytes(annotation.getValue()))
                .sum();
        return Math.max(0, ALL - spare - bytes(key) - taken);
    }

    /** Gives the bytes of a text; null has none. */
    public static int bytes(String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
