package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Maps and sets that forget what was put there first once they are full. Safe for use from any thread. */
public final class BoundedMap {
    private BoundedMap() {}

    /**
     * Gives an empty map.
     *
     * @param most how many entries it holds; whoever needs two steps as one synchronizes on the map
     */
    public static <K, V> Map<K, V> of(int most) {
        return Collections.synchronizedMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        });
    }

    /** Gives an empty set of that kind. */
    public static <K> Set<K> set(int most) {
        return Collections.newSetFromMap(of(most));
    }
}
