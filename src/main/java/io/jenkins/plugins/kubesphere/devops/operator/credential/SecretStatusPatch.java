package io.jenkins.plugins.kubesphere.devops.operator.credential;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.SecretTypes;
import io.jenkins.plugins.kubesphere.devops.api.SyncStates;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is written on a Secret: how the sync went, in the annotations of ks-devops. Its finalizer is taken off, always: what it
 * waits for, a credential on the disk of Jenkins, is never made here.
 */
final class SecretStatusPatch {
    /** An annotation may hold 256 KiB in all; nobody reads more than this. */
    private static final int LONGEST_MESSAGE = 1_024;

    private SecretStatusPatch() {}

    /**
     * Gives the merge patch that states the outcome; empty if the Secret says it already.
     *
     * @param problem empty if the Secret is a credential
     */
    static ObjectNode outcome(Secret secret, String problem) {
        ObjectNode change = release(secret);
        if (!saysThatItIsOne(secret)) {
            return change;
        }
        Map<String, String> present = annotations(secret);
        String state = problem.isEmpty() ? SyncStates.SUCCESSFUL : SyncStates.FAILED;
        if (!state.equals(present.get(Annotations.CREDENTIAL_SYNC_STATUS))) {
            annotations(change).put(Annotations.CREDENTIAL_SYNC_STATUS, state);
        }
        String message = problem.substring(0, Math.min(problem.length(), LONGEST_MESSAGE));
        if (!message.equals(present.getOrDefault(Annotations.CREDENTIAL_SYNC_MESSAGE, ""))) {
            annotations(change).put(Annotations.CREDENTIAL_SYNC_MESSAGE, message.isEmpty() ? null : message);
        }
        return change;
    }

    /** Gives the merge patch that takes the finalizer of ks-devops off; empty if it is not there. */
    static ObjectNode release(Secret secret) {
        ObjectNode change = PatchWriter.change();
        List<String> finalizers =
                Objects.requireNonNullElse(secret.getMetadata().getFinalizers(), List.of());
        if (finalizers.contains(Finalizers.OLD_CREDENTIAL)) {
            ObjectNode metadata = change.withObjectProperty("metadata");
            // The list is replaced as a whole: refused if anybody wrote the Secret since it was read.
            metadata.put("resourceVersion", secret.getMetadata().getResourceVersion());
            ArrayNode rest = metadata.putArray("finalizers");
            finalizers.stream()
                    .filter(finalizer -> !finalizer.equals(Finalizers.OLD_CREDENTIAL))
                    .forEach(rest::add);
        }
        return change;
    }

    /** Kubernetes' own types are also there for other reasons: we write nothing on those that nobody asked us about. */
    private static boolean saysThatItIsOne(Secret secret) {
        return Objects.requireNonNullElse(secret.getType(), "").startsWith(SecretTypes.PREFIX)
                || Objects.requireNonNullElse(secret.getMetadata().getLabels(), Map.of())
                        .containsKey(Labels.JENKINS_CREDENTIAL_TYPE)
                || annotations(secret).containsKey(Annotations.CREDENTIAL_SYNC_STATUS);
    }

    private static Map<String, String> annotations(Secret secret) {
        return Objects.requireNonNullElse(secret.getMetadata().getAnnotations(), Map.of());
    }

    private static ObjectNode annotations(ObjectNode change) {
        return change.withObjectProperty("metadata").withObjectProperty("annotations");
    }
}
