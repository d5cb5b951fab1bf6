package io.jenkins.plugins.kubesphere.devops.operator.project;

import io.fabric8.kubernetes.api.model.Namespace;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides what a project may do with its namespace. The label {@link Labels#PROJECT} names the project that owns a
 * namespace. A namespace without the label belongs to the project if the project created it, which the owner reference
 * shows. Otherwise the owner is unknown, and the project takes the namespace only if it has the annotation
 * {@link Annotations#ADOPT}.
 *
 * @param name name of the namespace of the project
 * @param verdict what the project does with it
 * @param message for the user; empty if the project may use the namespace
 */
record NamespaceDecision(String name, Verdict verdict, String message) {

    enum Verdict {
        /** No namespace has this name. */
        CREATE,
        /** The namespace belongs to the project. */
        OURS,
        /** The namespace has no known owner, and the project may take it. */
        ADOPT,
        /** The namespace is being deleted. After that, a new one can be created. */
        WAIT,
        /** The namespace belongs to another owner, or has no known owner and the project may not take it. */
        CONFLICT
    }

    /**
     * Decides what the project may do.
     *
     * @param mayAdopt true if a person allows the project to take over what existed before
     * @param labelled the namespaces whose label names this project
     * @param findByName finds a namespace by its name, no matter who owns it
     */
    static NamespaceDecision decide(
            DevOpsProject project,
            boolean mayAdopt,
            List<Namespace> labelled,
            Function<String, Optional<Namespace>> findByName) {
        String name = chooseName(project, labelled);
        Optional<Namespace> found = findByName.apply(name);
        if (found.isEmpty()) {
            return new NamespaceDecision(name, Verdict.CREATE, "");
        }
        if (found.get().getMetadata().getDeletionTimestamp() != null) {
            return new NamespaceDecision(
                    name, Verdict.WAIT, "namespace " + name + " is being deleted; it is created again after that");
        }
        return decideExisting(project, mayAdopt, name, found.get());
    }

    private static NamespaceDecision decideExisting(
            DevOpsProject project, boolean mayAdopt, String name, Namespace namespace) {
        String projectName = project.getMetadata().getName();
        Map<String, String> labels = MetadataReader.labels(namespace);
        String owner = labels.get(Labels.PROJECT);
        if (projectName.equals(owner)) {
            return new NamespaceDecision(name, Verdict.OURS, "");
        }
        if (owner != null && !owner.isEmpty()) {
            return new NamespaceDecision(
                    name,
                    Verdict.CONFLICT,
                    "namespace " + name + " belongs to DevOpsProject " + owner + " (label " + Labels.PROJECT
                            + "); set another status.adminNamespace in DevOpsProject " + projectName
                            + ", or delete DevOpsProject " + owner + " with its namespace");
        }
        if (wasCreatedBy(project, namespace)) {
            return new NamespaceDecision(name, Verdict.OURS, "");
        }
        if (mayAdopt) {
            return new NamespaceDecision(name, Verdict.ADOPT, "");
        }
        return new NamespaceDecision(
                name,
                Verdict.CONFLICT,
                "namespace " + name + " exists and does not belong to this project; to hand it over, label it "
                        + Labels.PROJECT + "=" + projectName + " or annotate the project " + Annotations.ADOPT
                        + "=true");
    }

    private static boolean wasCreatedBy(DevOpsProject project, Namespace namespace) {
        return namespace.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference -> Boolean.TRUE.equals(reference.getController())
                        && reference.getUid().equals(project.getMetadata().getUid()));
    }

    private static String chooseName(DevOpsProject project, List<Namespace> labelled) {
        String adminNamespace = project.getStatus().adminNamespace();
        if (adminNamespace != null && !adminNamespace.isBlank()) {
            return adminNamespace;
        }
        return labelled.stream()
                .map(namespace -> namespace.getMetadata().getName())
                .min(Comparator.naturalOrder())
                .orElse(project.getMetadata().getName());
    }
}
