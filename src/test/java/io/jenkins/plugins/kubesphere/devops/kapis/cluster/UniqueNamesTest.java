package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesNames;
import org.junit.jupiter.api.Test;

class UniqueNamesTest {
    private static final String SUFFIX = "[b-df-hj-np-tv-xz24-9]{10}";

    @Test
    void aPrefixThatHasRoomIsKept() {
        String longest = "a".repeat(53);

        assertThat(UniqueNames.next("web-")).matches("web-" + SUFFIX);
        assertThat(UniqueNames.next("web.")).matches("web\\." + SUFFIX);
        assertThat(UniqueNames.next(longest)).matches(longest + SUFFIX);
        assertThat(UniqueNames.next("web-")).isNotEqualTo(UniqueNames.next("web-"));
    }

    /** A cut after {@code .-} made a name that Kubernetes refuses. */
    @Test
    void aLongPrefixIsCut() {
        for (String end : new String[] {"bbb-", ".-b-", "-.b-", ".--b-", "--b-"}) {
            String name = UniqueNames.next("a".repeat(51) + end);

            assertThat(name).hasSizeBetween(62, 63).matches("a{51}b?-" + SUFFIX);
            assertThat(KubernetesNames.isObjectName(name)).as(name).isTrue();
        }
    }
}
