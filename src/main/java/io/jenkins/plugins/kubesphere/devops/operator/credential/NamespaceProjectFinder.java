package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.operator.framework.SdkSession;
import io.jenkins.plugins.kubesphere.devops.operator.project.ReservedNamespaces;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds the project that uses the Secrets of a namespace. Both sides must name each other: the label of the namespace
 * names the project, and {@code status.adminNamespace} of the project names the namespace. The label alone does not
 * count, because somebody may set it for a project that has another namespace, or for one that does not exist yet.
 */
final class NamespaceProjectFinder {
    private static final String PROJECT_KIND = HasMetadata.getKind(DevOpsProject.class);

    private final Set<String> served;
    private final ReservedNamespaces reserved;
    private final SharedIndexInformer<Namespace> namespaces;
    private final SharedIndexInformer<DevOpsProject> projects;

    /**
     * @param served the namespaces that may be found; empty for all
     * @param reserved the namespaces that no project gets
     * @param onChange gets the name of each namespace that may have another project now; called on threads of the
     *     informers
     */
    NamespaceProjectFinder(
            KubernetesClient client, Set<String> served, ReservedNamespaces reserved, Consumer<String> onChange) {
        this.served = served;
        this.reserved = reserved;
        this.namespaces = client.namespaces()
                .withLabel(Labels.PROJECT)
                .withLimit(SdkSession.LIST_LIMIT)
                .runnableInformer(0);
        this.projects = client.resources(DevOpsProject.class)
                .withLimit(SdkSession.LIST_LIMIT)
                .runnableInformer(0);
        namespaces.addEventHandler(new AnyChangeHandler<>(
                namespace -> onChange.accept(namespace.getMetadata().getName())));
        projects.addEventHandler(
                new AnyChangeHandler<>(project -> adminNamespace(project).ifPresent(onChange)));
    }

    /** Returns the informers, which the caller starts and stops. */
    List<SharedIndexInformer<?>> informers() {
        return List.of(namespaces, projects);
    }

    /** Returns the namespaces whose Secrets are to be watched now. */
    Set<String> watchedNamespaces() {
        return namespaces.getStore().list().stream()
                .map(namespace -> namespace.getMetadata().getName())
                .filter(this::isWatched)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns true if the Secrets of this namespace are to be watched: it belongs to a project, or to a project that
     * was deleted and whose namespace still exists. In the second case, Secrets may wait for the removal of the
     * finalizer of ks-devops, and the namespace with them.
     */
    boolean isWatched(String namespace) {
        return find(namespace).isPresent()
                || findNamespace(namespace)
                        .filter(NamespaceProjectFinder::isLeftByProject)
                        .isPresent();
    }

    private static boolean isLeftByProject(Namespace namespace) {
        String label = MetadataReader.label(namespace, Labels.PROJECT).orElse("");
        return namespace.getMetadata().getDeletionTimestamp() != null
                && namespace.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> Boolean.TRUE.equals(owner.getController())
                                && owner.getKind().equals(PROJECT_KIND)
                                && owner.getName().equals(label));
    }

    private Optional<Namespace> findNamespace(String namespace) {
        return Optional.ofNullable(namespaces.getStore().getByKey(namespace))
                .filter(found -> served.isEmpty() || served.contains(namespace))
                .filter(found -> !reserved.contains(namespace));
    }

    /** Returns the name of the project of this namespace, or nothing if it belongs to no project. */
    Optional<String> find(String namespace) {
        return findNamespace(namespace)
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
