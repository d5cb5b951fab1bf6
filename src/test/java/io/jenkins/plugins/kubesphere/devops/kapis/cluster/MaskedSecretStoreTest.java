package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskedSecretStoreTest {

    /** What is not in memory cannot be shown by a mistake in an answer. */
    @Test
    void noSecretValueIsInMemory() {
        MaskedSecretStore store = new MaskedSecretStore();

        store.put(
                "demo/registry",
                new SecretBuilder()
                        .withNewMetadata()
                        .withName("registry")
                        .withNamespace("demo")
                        .addToAnnotations(
                                "kubectl.kubernetes.io/last-applied-configuration", "{\"password\": \"aHVudGVyMg==\"}")
                        .endMetadata()
                        .withType("credential.devops.kubesphere.io/basic-auth")
                        .addToData("username", "cm9ib3Q=")
                        .addToData("password", "aHVudGVyMg==")
                        .addToStringData("password", "hunter2")
                        .build());

        Secret stored = store.get("demo/registry");
        assertThat(stored.getData()).isEqualTo(Map.of("username", "cm9ib3Q=", "password", ""));
        assertThat(stored.toString()).doesNotContain("hunter2", "aHVudGVyMg==");
    }
}
