package io.jenkins.plugins.kubesphere.devops.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamePrefixTest {
    @Test
    void whatIsAddedMakesAName() {
        String start = "a".repeat(8);
        for (String end : new String[] {"", ".b", "-b", ".b.c", "--b", "b"}) {
            String name = start + end;
            for (int maxLength = 2; maxLength < 14; maxLength++) {
                String prefix = NamePrefix.of(name, maxLength);
                assertThat(prefix).hasSizeLessThanOrEqualTo(maxLength);
                assertThat(KubernetesNames.isObjectName(prefix + "x"))
                        .as(prefix)
                        .isTrue();
            }
        }
    }

    @Test
    void aNameIsCutOnlyWhereItMustBe() {
        assertThat(NamePrefix.of("web.eu", 7)).isEqualTo("web.eu-");
        assertThat(NamePrefix.of("web.eu", 6)).isEqualTo("web.e-");
        assertThat(NamePrefix.of("web.eu", 5)).isEqualTo("web-");
        assertThat(NamePrefix.of("web.eu", 4)).isEqualTo("web-");
    }
}
