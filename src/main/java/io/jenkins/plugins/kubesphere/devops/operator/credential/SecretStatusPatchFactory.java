package io.jenkins.plugins.kubesphere.devops.operator.credential;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.SecretTypes;
import io.jenkins.plugins.kubesphere.devops.api.SyncStates;
import io.jenkins.plugins.kubesphere.devops.api.text.ShownTexts;
import io.jenkins.plugins.kubesphere.devops.api.text.TextTruncator;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Builds the patches for a Secret. They write the result of the sync into the annotations of ks-devops. Each patch also
 * removes the finalizer of ks-devops. ks-devops removes it when it has deleted the credential from the disk of Jenkins.
 * This plugin stores no credential there, so nobody else would remove the finalizer.
 */
final class SecretStatusPatchFactory {
    /** All annotations together may hold 256 KiB; people do not read a longer message. */
    private static final int MAX_MESSAGE = 1_024;

    private SecretStatusPatchFactory() {}

    /**
     * Returns the merge patch that writes the result; empty if the Secret already contains it.
     *
     * @param problem what is wrong with the Secret; empty if it was converted
     * @param note what its owner should know if it was converted; may be empty
     */
    static ObjectNode createStatusPatch(Secret secret, String problem, String note) {
        ObjectNode patch = createFinalizerPatch(secret);
        if (!isMarkedAsCredential(secret)) {
            return patch;
        }
        Map<String, String> present = annotations(secret);
        String state = problem.isEmpty() ? SyncStates.SUCCESSFUL : SyncStates.FAILED;
        if (!state.equals(present.get(Annotations.CREDENTIAL_SYNC_STATUS))) {
            annotationsNode(patch).put(Annotations.CREDENTIAL_SYNC_STATUS, state);
        }
        String message = TextTruncator.truncate(ShownTexts.of(problem.isEmpty() ? note : problem), MAX_MESSAGE);
        if (!message.equals(present.getOrDefault(Annotations.CREDENTIAL_SYNC_MESSAGE, ""))) {
            annotationsNode(patch).put(Annotations.CREDENTIAL_SYNC_MESSAGE, message.isEmpty() ? null : message);
        }
        return patch;
    }

    /** Returns the merge patch that removes the finalizer of ks-devops; empty if the Secret does not have it. */
    static ObjectNode createFinalizerPatch(Secret secret) {
        ObjectNode patch = PatchWriter.emptyPatch();
        List<String> finalizers =
                Objects.requireNonNullElse(secret.getMetadata().getFinalizers(), List.of());
        if (finalizers.contains(Finalizers.OLD_CREDENTIAL)) {
            ObjectNode metadata = patch.withObjectProperty("metadata");
            // The patch replaces the whole list, so it must fail if the Secret was changed since it was read.
            metadata.put("resourceVersion", secret.getMetadata().getResourceVersion());
            ArrayNode rest = metadata.putArray("finalizers");
            finalizers.stream()
                    .filter(finalizer -> !finalizer.equals(Finalizers.OLD_CREDENTIAL))
                    .forEach(rest::add);
        }
        return patch;
    }

    /**
     * Returns whether the Secret is meant for Jenkins. Types of Kubernetes itself also serve other purposes, so we
     * write nothing on those Secrets unless they are marked.
     */
    private static boolean isMarkedAsCredential(Secret secret) {
        return Objects.requireNonNullElse(secret.getType(), "").startsWith(SecretTypes.PREFIX)
                || MetadataReader.labels(secret).containsKey(Labels.JENKINS_CREDENTIAL_TYPE)
                || annotations(secret).containsKey(Annotations.CREDENTIAL_SYNC_STATUS)
                || annotations(secret).containsKey(Annotations.CREDENTIAL_TYPE);
    }

    private static Map<String, String> annotations(Secret secret) {
        return MetadataReader.annotations(secret);
    }

    private static ObjectNode annotationsNode(ObjectNode patch) {
        return patch.withObjectProperty("metadata").withObjectProperty("annotations");
    }
}
