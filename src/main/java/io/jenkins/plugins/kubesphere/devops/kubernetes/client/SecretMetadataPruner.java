package io.jenkins.plugins.kubesphere.devops.kubernetes.client;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Map;

/**
 * Removes from the metadata of a Secret what is not used here, before the Secret is stored in memory: the managed
 * fields, and the copy of the whole Secret that {@code kubectl apply} writes into an annotation.
 */
public final class SecretMetadataPruner {
    private static final String KUBECTL_COPY = "kubectl.kubernetes.io/last-applied-configuration";

    private SecretMetadataPruner() {}

    /** Changes the Secret in place. */
    public static void prune(Secret secret) {
        secret.getMetadata().setManagedFields(List.of());
        Map<String, String> annotations = secret.getMetadata().getAnnotations();
        if (annotations != null) {
            annotations.remove(KUBECTL_COPY);
        }
    }
}
