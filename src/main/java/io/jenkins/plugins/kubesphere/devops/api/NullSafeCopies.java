package io.jenkins.plugins.kubesphere.devops.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Copies collections that were decoded from JSON, and leaves out null elements, so that no caller has to check them.
 */
public final class NullSafeCopies {
    private NullSafeCopies() {}

    /** Returns an unmodifiable copy without null elements; empty for null. */
    public static <E> List<E> copyOf(List<E> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    /** Returns an unmodifiable copy in the same order without null keys and values; empty for null. */
    public static <V> Map<String, V> copyOf(Map<String, V> map) {
        Map<String, V> copy = new LinkedHashMap<>();
        if (map != null) {
            map.forEach((key, value) -> {
                if (key != null && value != null) {
                    copy.put(key, value);
                }
            });
        }
        return Collections.unmodifiableMap(copy);
    }
}
