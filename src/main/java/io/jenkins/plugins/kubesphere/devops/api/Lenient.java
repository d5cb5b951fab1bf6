package io.jenkins.plugins.kubesphere.devops.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Makes collections safe to walk, whatever the JSON held. */
public final class Lenient {
    private Lenient() {}

    /** Gives an unmodifiable copy without null elements; empty for null. */
    public static <E> List<E> list(List<E> given) {
        return given == null
                ? List.of()
                : given.stream().filter(Objects::nonNull).toList();
    }

    /** Gives an unmodifiable copy without null values; empty for null. */
    public static <V> Map<String, V> map(Map<String, V> given) {
        return given == null
                ? Map.of()
                : given.entrySet().stream()
                        .filter(entry -> entry.getKey() != null && entry.getValue() != null)
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
