package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeliveryKeyTest {
    private static final String KEY = "0123456789abcdef";

    @Test
    void aRunHasTheNameOfItsPipelineAndTheKey() {
        assertThat(DeliveryKey.runName("web", KEY)).isEqualTo("web-" + KEY);
        assertThat(DeliveryKey.runName("a".repeat(46), KEY)).isEqualTo("a".repeat(46) + "-" + KEY);
        assertThat(DeliveryKey.runName("a".repeat(200), KEY)).isEqualTo("a".repeat(46) + "-" + KEY);
        assertThat(DeliveryKey.runName("a".repeat(45) + ".b", KEY)).isEqualTo("a".repeat(45) + "-" + KEY);
    }
}
