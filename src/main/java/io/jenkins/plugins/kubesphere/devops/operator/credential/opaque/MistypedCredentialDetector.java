package io.jenkins.plugins.kubesphere.devops.operator.credential.opaque;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.SecretTypes;
import java.util.List;
import java.util.Map;

/**
 * Recognizes a Secret of type {@code Opaque} that was meant to be a credential: an annotation names the type of
 * KubeSphere, or asks for the sync, but the field {@code type} does not. Kubernetes gives a Secret without a type this
 * one, and no type can be changed.
 */
public final class MistypedCredentialDetector {
    private MistypedCredentialDetector() {}

    /** Returns true if the Secret has an annotation of credentials, and nothing that makes it one. */
    public static boolean isMeantAsCredential(Secret secret) {
        Map<String, String> annotations = MetadataReader.annotations(secret);
        return SecretTypes.OPAQUE.equals(secret.getType())
                && !MetadataReader.labels(secret).containsKey(Labels.JENKINS_CREDENTIAL_TYPE)
                && (annotations.containsKey(Annotations.CREDENTIAL_TYPE)
                        || annotations.containsKey(Annotations.CREDENTIAL_SYNC_STATUS));
    }

    /** Says why such a Secret is no credential, and how to create it. */
    public static String describeProblem(Secret secret) {
        String named =
                SecretTypes.PREFIX + MetadataReader.annotations(secret).getOrDefault(Annotations.CREDENTIAL_TYPE, "");
        List<String> types = SecretTypes.ALL.contains(named)
                ? List.of(named)
                : SecretTypes.ALL.stream()
                        .filter(type -> type.startsWith(SecretTypes.PREFIX))
                        .toList();
        return "its type is Opaque, so it is not a credential, and Kubernetes cannot change the type; delete the Secret"
                + " and create it again with type " + (types.size() == 1 ? "" : "one of ") + String.join(", ", types);
    }
}
