package io.jenkins.plugins.kubesphere.devops.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetadataReaderTest {
    @Test
    void anExplicitNullEqualsAMissingField() {
        HasMetadata object = Serialization.unmarshal(
                "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"annotations\":null,\"labels\":null}}");
        assertThat(MetadataReader.annotations(object)).isEmpty();
        assertThat(MetadataReader.annotation(object, "a")).isEmpty();
        assertThat(MetadataReader.labels(object)).isEmpty();
        assertThat(MetadataReader.label(object, "a")).isEmpty();
    }

    @Test
    void valuesAreFoundByTheirKeys() {
        HasMetadata object = new NamespaceBuilder()
                .withNewMetadata()
                .withAnnotations(Map.of("a", "annotation"))
                .withLabels(Map.of("l", ""))
                .endMetadata()
                .build();
        assertThat(MetadataReader.annotations(object)).containsExactly(Map.entry("a", "annotation"));
        assertThat(MetadataReader.annotation(object, "a")).contains("annotation");
        assertThat(MetadataReader.annotation(object, "l")).isEmpty();
        assertThat(MetadataReader.labels(object)).containsExactly(Map.entry("l", ""));
        assertThat(MetadataReader.label(object, "l")).contains("");
    }
}
