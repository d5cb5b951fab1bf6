package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.operator.project.ReservedNamespaces;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds the project that uses the Secrets of a namespace. Both sides must name each other: the label of the namespace
 * names the project, and {@code status.adminNamespace} of the project names the namespace. The label alone does not
 * count, because somebody may set it for a project that has another namespace, or for one that does not exist yet.
 */
final class NamespaceProjectFinder {
    private final ReservedNamespaces reserved;
    private final SharedIndexInformer<Namespace> namespaces;
    private final SharedIndexInformer<DevOpsProject> projects;

    /**
     * @param reserved the namespaces that no project gets
     * @param onChange gets the name of each namespace that may have another project now; called on threads of the
     *     informers
     */
    NamespaceProjectFinder(KubernetesClient client, ReservedNamespaces reserved, Consumer<String> onChange) {
        this.reserved = reserved;
        this.namespaces = client.namespaces().withLabel(Labels.PROJECT).runnableInformer(0);
        this.projects = client.resources(DevOpsProject.class).runnableInformer(0);
        namespaces.addEventHandler(new AnyChangeHandler<>(
                namespace -> onChange.accept(namespace.getMetadata().getName())));
        projects.addEventHandler(
                new AnyChangeHandler<>(project -> adminNamespace(project).ifPresent(onChange)));
    }

    /** Returns the informers, which the caller starts and stops. */
    List<SharedIndexInformer<?>> informers() {
        return List.of(namespaces, projects);
    }

    /** Returns the name of the project of this namespace, or nothing if it belongs to no project. */
    Optional<String> find(String namespace) {
        return Optional.ofNullable(namespaces.getStore().getByKey(namespace))
                .filter(found -> !reserved.contains(namespace))
                .flatMap(found -> MetadataReader.label(found, Labels.PROJECT))
                .filter(project -> Optional.ofNullable(projects.getStore().getByKey(project))
                        .flatMap(NamespaceProjectFinder::adminNamespace)
                        .filter(namespace::equals)
                        .isPresent());
    }

    private static Optional<String> adminNamespace(DevOpsProject project) {
        return Optional.ofNullable(project.getStatus().adminNamespace());
    }
}
