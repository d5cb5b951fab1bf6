package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoundedCollectionsTest {
    @Test
    void theOldestEntryIsRemoved() {
        Map<String, Integer> map = BoundedCollections.map(2);
        map.put("a", 1);
        map.put("b", 2);
        map.put("a", 3);
        map.put("c", 4);
        assertThat(map).containsExactlyInAnyOrderEntriesOf(Map.of("b", 2, "c", 4));
    }

    @Test
    void anEntryPutAgainAfterItsRemovalIsTheNewest() {
        Map<String, Integer> map = BoundedCollections.map(2);
        map.put("a", 1);
        map.put("b", 2);
        map.remove("a");
        map.put("a", 3);
        map.put("c", 4);
        assertThat(map).containsOnlyKeys("a", "c");
    }

    @Test
    void aSetRemovesItsOldestEntry() {
        Set<String> set = BoundedCollections.set(1);
        assertThat(set.add("a")).isTrue();
        assertThat(set.add("b")).isTrue();
        assertThat(set).containsExactly("b");
    }
}
