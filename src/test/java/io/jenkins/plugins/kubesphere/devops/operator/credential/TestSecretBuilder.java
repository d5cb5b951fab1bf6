package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Builds Secrets as the API server returns them: with {@code data} in base64. */
public final class TestSecretBuilder {
    private final SecretBuilder secret = new SecretBuilder();

    private TestSecretBuilder(String type) {
        secret.withType(type)
                .withNewMetadata()
                .withNamespace("demo")
                .withName("git")
                .endMetadata();
    }

    public static TestSecretBuilder of(String type) {
        return new TestSecretBuilder(type);
    }

    public TestSecretBuilder named(String namespace, String name) {
        secret.editMetadata().withNamespace(namespace).withName(name).endMetadata();
        return this;
    }

    public TestSecretBuilder with(String key, String value) {
        return with(key, value.getBytes(StandardCharsets.UTF_8));
    }

    public TestSecretBuilder with(String key, byte[] value) {
        secret.addToData(key, Base64.getEncoder().encodeToString(value));
        return this;
    }

    TestSecretBuilder withEncoded(String key, String encoded) {
        secret.addToData(key, encoded);
        return this;
    }

    public TestSecretBuilder labelled(String key, String value) {
        secret.editMetadata().addToLabels(key, value).endMetadata();
        return this;
    }

    public TestSecretBuilder annotated(String key, String value) {
        secret.editMetadata().addToAnnotations(key, value).endMetadata();
        return this;
    }

    public TestSecretBuilder finalizer(String finalizer) {
        secret.editMetadata().addToFinalizers(finalizer).endMetadata();
        return this;
    }

    public Secret build() {
        return secret.build();
    }
}
