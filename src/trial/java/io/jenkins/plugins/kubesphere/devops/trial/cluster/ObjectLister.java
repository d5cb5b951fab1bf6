package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Lists objects in some namespaces or in all.
 *
 * @param namespaces the namespaces; empty for all
 */
public record ObjectLister(KubernetesClient client, Set<String> namespaces) {
    /** Lists the objects of a namespaced kind. */
    public <T extends HasMetadata> List<T> list(Class<T> kind) {
        if (namespaces.isEmpty()) {
            return client.resources(kind).inAnyNamespace().list().getItems();
        }
        return namespaces.stream()
                .flatMap(namespace -> client.resources(kind).inNamespace(namespace).list().getItems().stream())
                .toList();
    }

    /** Lists the projects of these namespaces. */
    List<DevOpsProject> projects() {
        return client.resources(DevOpsProject.class).list().getItems().stream()
                .filter(project -> namespaces.isEmpty() || namespaces.contains(namespaceOf(project)))
                .toList();
    }

    private static String namespaceOf(DevOpsProject project) {
        String admin = project.getStatus().adminNamespace();
        return admin == null || admin.isBlank()
                ? Objects.requireNonNull(project.getMetadata().getName())
                : admin;
    }
}
