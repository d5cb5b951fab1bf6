package io.jenkins.plugins.kubesphere.devops.operator.project;

import io.fabric8.kubernetes.api.model.Namespace;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a project may do about its namespace. The label {@link Labels#PROJECT} decides whose a namespace is. One without
 * it is the project's if the project made it, which its owner reference says; else it is somebody's we do not know, and taken
 * only if the project carries {@link Annotations#ADOPT}.
 *
 * @param name the namespace that the project means
 * @param verdict what to do
 * @param message for the user; empty if the namespace is the project's
 */
record NamespaceOwnership(String name, Verdict verdict, String message) {

    enum Verdict {
        /** There is none of that name. */
        CREATE,
        /** It is the project's already, by its label. */
        OURS,
        /** It is nobody's, and the project may take it. */
        ADOPT,
        /** It is going away; a new one can be made after that. */
        WAIT,
        /** It is somebody else's. */
        CONFLICT
    }

    /**
     * Decides.
     *
     * @param labelled the namespaces whose label names the project
     * @param byName finds a namespace of any owner
     */
    static NamespaceOwnership of(
            DevOpsProject project, List<Namespace> labelled, Function<String, Optional<Namespace>> byName) {
        String name = wanted(project, labelled);
        Optional<Namespace> found = byName.apply(name);
        if (found.isEmpty()) {
            return new NamespaceOwnership(name, Verdict.CREATE, "");
        }
        if (found.get().getMetadata().getDeletionTimestamp() != null) {
            return new NamespaceOwnership(
                    name, Verdict.WAIT, "namespace " + name + " is being deleted; it is created anew once it is gone");
        }
        return claim(project, name, found.get());
    }

    private static NamespaceOwnership claim(DevOpsProject project, String name, Namespace namespace) {
        String self = project.getMetadata().getName();
        Map<String, String> labels =
                Optional.ofNullable(namespace.getMetadata().getLabels()).orElse(Map.of());
        String owner = labels.get(Labels.PROJECT);
        if (self.equals(owner)) {
            return new NamespaceOwnership(name, Verdict.OURS, "");
        }
        if (owner != null && !owner.isEmpty()) {
            return new NamespaceOwnership(
                    name,
                    Verdict.CONFLICT,
                    "namespace " + name + " belongs to DevOpsProject " + owner + " (label " + Labels.PROJECT
                            + "); delete one of the two projects, or give this one another status.adminNamespace");
        }
        if (wasMadeBy(project, namespace)) {
            return new NamespaceOwnership(name, Verdict.OURS, "");
        }
        if (mayAdopt(project)) {
            return new NamespaceOwnership(name, Verdict.ADOPT, "");
        }
        return new NamespaceOwnership(
                name,
                Verdict.CONFLICT,
                "namespace " + name + " exists and is not this project's; to hand it over, label it " + Labels.PROJECT
                        + "=" + self + " or annotate the project " + Annotations.ADOPT + "=true");
    }

    private static boolean wasMadeBy(DevOpsProject project, Namespace namespace) {
        return namespace.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference -> Boolean.TRUE.equals(reference.getController())
                        && reference.getUid().equals(project.getMetadata().getUid()));
    }

    private static String wanted(DevOpsProject project, List<Namespace> labelled) {
        String admin = project.getStatus().adminNamespace();
        if (admin != null && !admin.isBlank()) {
            return admin;
        }
        return labelled.stream()
                .map(namespace -> namespace.getMetadata().getName())
                .min(Comparator.naturalOrder())
                .orElse(project.getMetadata().getName());
    }

    /** True if a person allowed the project to take over what was there before. */
    static boolean mayAdopt(DevOpsProject project) {
        return "true".equals(annotations(project).get(Annotations.ADOPT));
    }

    static Map<String, String> annotations(DevOpsProject project) {
        return Optional.ofNullable(project.getMetadata().getAnnotations()).orElse(Map.of());
    }
}
