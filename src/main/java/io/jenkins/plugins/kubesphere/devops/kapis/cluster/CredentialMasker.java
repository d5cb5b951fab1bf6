package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.SecretTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Removes from a Secret what no caller may see, so that neither an answer nor the memory of the REST API has it. */
public final class CredentialMasker {
    /** The keys that an answer may show. Everything else is masked. */
    private static final Map<String, Set<String>> SHOWN = Map.of(
            SecretTypes.BASIC_AUTH, Set.of("username"),
            SecretTypes.SSH_AUTH, Set.of("username"),
            SecretTypes.SECRET_TEXT, Set.of(),
            SecretTypes.KUBECONFIG, Set.of(),
            SecretTypes.CERTIFICATE, Set.of(),
            SecretTypes.FILE, Set.of("filename"));

    /**
     * The groups whose annotations an answer may show, with their subdomains. Many tools keep a copy of the whole object
     * in an annotation of theirs: kubectl, kapp, Rancher, Banzai Cloud, … Some copies are compressed, and some have
     * earlier values, so a search for the values of the Secret would not find them. That is why everything else is
     * hidden.
     */
    private static final Set<String> GROUPS = Set.of("kubesphere.io", "jenkins.io", "app.kubernetes.io");

    private CredentialMasker() {}

    /** The types of Secrets that are credentials for the REST API, in their order. */
    public static List<String> types() {
        return SHOWN.keySet().stream().sorted().toList();
    }

    /** Whether a type is one of {@link #types}; not for null. */
    public static boolean isCredential(String type) {
        return type != null && SHOWN.containsKey(type);
    }

    /** A copy without secret values. A value that is not shown is empty. */
    public static Secret mask(Secret secret) {
        Set<String> shown = SHOWN.getOrDefault(Objects.requireNonNullElse(secret.getType(), ""), Set.of());
        Map<String, String> data = new HashMap<>(Objects.requireNonNullElse(secret.getData(), Map.of()));
        data.replaceAll((key, value) -> shown.contains(key) ? value : "");
        Map<String, String> annotations = new HashMap<>(MetadataReader.annotations(secret));
        annotations.keySet().removeIf(name -> !isShown(name));
        return secret.edit()
                .withStringData(null)
                .withData(data)
                .editMetadata()
                .withAnnotations(annotations)
                .withManagedFields()
                .endMetadata()
                .build();
    }

    /**
     * Copies into a changed Secret the annotations that answers do not show. A client that sends back what it got does
     * not have them, and must not remove them.
     */
    public static void keepHiddenAnnotations(Secret live, Secret changed) {
        Map<String, String> annotations = new HashMap<>(MetadataReader.annotations(changed));
        MetadataReader.annotations(live).forEach((name, value) -> {
            if (!isShown(name)) {
                annotations.putIfAbsent(name, value);
            }
        });
        changed.getMetadata().setAnnotations(annotations);
    }

    /** A name without a group is hidden. */
    private static boolean isShown(String annotation) {
        int slash = annotation.indexOf('/');
        String group = slash < 0 ? "" : annotation.substring(0, slash);
        return GROUPS.stream().anyMatch(shown -> group.equals(shown) || group.endsWith("." + shown));
    }
}
