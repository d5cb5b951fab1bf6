package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Creates maps and sets with a maximum size. In a full map or set, a new entry replaces the oldest one. Safe for use
 * from any thread.
 */
public final class BoundedCollections {
    private BoundedCollections() {}

    /**
     * Creates an empty map.
     *
     * @param maxEntries the maximum number of entries
     * @return a synchronized map; a caller that needs two calls to be atomic synchronizes on it
     */
    public static <K, V> Map<K, V> map(int maxEntries) {
        return Collections.synchronizedMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > maxEntries;
            }
        });
    }

    /** Creates an empty set with a maximum size. */
    public static <K> Set<K> set(int maxEntries) {
        return Collections.newSetFromMap(map(maxEntries));
    }
}
