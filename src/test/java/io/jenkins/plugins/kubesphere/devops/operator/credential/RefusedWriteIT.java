package io.jenkins.plugins.kubesphere.devops.operator.credential;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rule of the cluster refuses each change of one Secret. */
class RefusedWriteIT extends SecretsTestCase {
    private static final String POLICY = """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: %1$s}
            spec:
              failurePolicy: Fail
              matchConstraints:
                namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
                resourceRules:
                - {apiGroups: [""], apiVersions: [v1], operations: [UPDATE], resources: [secrets], resourceNames: [fixed]}
              validations: [{expression: "false", message: refused by the test}]
            """;
    private static final String BINDING = """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: %1$s}
            spec: {policyName: %1$s, validationActions: [Deny]}
            """;

    @BeforeEach
    void createPolicy() {
        ValidatingAdmissionPolicy policy =
                Serialization.unmarshal(POLICY.formatted(namespace), ValidatingAdmissionPolicy.class);
        ValidatingAdmissionPolicyBinding binding =
                Serialization.unmarshal(BINDING.formatted(namespace), ValidatingAdmissionPolicyBinding.class);
        admin.resource(policy).create();
        closeables.add(() -> admin.resource(policy).delete());
        admin.resource(binding).create();
        closeables.add(() -> admin.resource(binding).delete());
    }

    @Test
    void aRefusedWriteDoesNotDelayOthers() {
        createProject();
        Secret fixed = create(text("fixed", "value"));
        await("the policy refuses changes").until(() -> isRefused(fixed));
        start(Set.of());
        awaitText("fixed", "value");
        // The wait after the fourth failure is eight seconds.
        Await.pause(Duration.ofSeconds(9).toMillis());

        Secret later = create(text("later", "value"));
        await("the other Secret is written")
                .atMost(Duration.ofSeconds(4))
                .until(() -> Objects.equals(annotation(later, Annotations.CREDENTIAL_SYNC_STATUS), "successful"));
        assertThatThrownBy(() -> touch(fixed)).hasMessageContaining("refused by the test");
    }

    private boolean isRefused(Secret secret) {
        try {
            touch(secret);
            return false;
        } catch (KubernetesClientException e) {
            return true;
        }
    }

    private void touch(Secret secret) {
        admin.resource(secret)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"example.com/touched\":\"" + System.nanoTime() + "\"}}}");
    }
}
