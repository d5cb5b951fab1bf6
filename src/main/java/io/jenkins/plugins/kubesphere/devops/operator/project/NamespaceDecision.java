package io.jenkins.plugins.kubesphere.devops.operator.project;

import io.fabric8.kubernetes.api.model.Namespace;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesNames;
import io.jenkins.plugins.kubesphere.devops.api.text.TextTruncator;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides what a project may do with its namespace. A namespace that the project created has its owner reference and
 * belongs to it. Any other existing namespace changes its owner only if both sides agree: the label {@link
 * Labels#PROJECT} of the namespace names the project, and the project names the namespace in its status, has the
 * annotation {@link Annotations#ADOPT}, or was restored without its status. The label is the important part, because
 * only somebody who may edit the namespace can set it; whoever creates a project can write anything into the project.
 *
 * @param name name of the namespace of the project
 * @param verdict what the project does with it
 * @param message for the user; empty if the project may use the namespace
 */
record NamespaceDecision(String name, Verdict verdict, String message) {

    private static final int MAX_QUOTED_LENGTH = 300;

    enum Verdict {
        /** No namespace has this name. */
        CREATE,
        /** The project created the namespace. */
        OURS,
        /** Somebody else created the namespace, and both sides agree that the project gets it. */
        ADOPT,
        /** The namespace is being deleted. After that, a new one can be created. */
        WAIT,
        /** The project may not have the namespace. */
        CONFLICT,
        /** No namespace can have this name. */
        INVALID_NAME
    }

    /**
     * Decides what the project may do.
     *
     * @param mayAdopt true if the project has the annotation {@link Annotations#ADOPT}
     * @param labelled the namespaces whose label names this project
     * @param findByName finds a namespace by its name, no matter who owns it
     */
    static NamespaceDecision decide(
            DevOpsProject project,
            boolean mayAdopt,
            ReservedNamespaces reserved,
            List<Namespace> labelled,
            Function<String, Optional<Namespace>> findByName) {
        List<String> former = findFormerNames(project, labelled);
        if (former.size() > 1) {
            return conflict(
                    former.get(0),
                    "the project was restored without its status, and the namespaces " + String.join(", ", former)
                            + " have the label " + Labels.PROJECT + "="
                            + project.getMetadata().getName()
                            + "; set status.adminNamespace in DevOpsProject "
                            + project.getMetadata().getName() + " to the one that it had");
        }
        String name = former.isEmpty() ? chooseName(project, labelled) : former.get(0);
        if (!KubernetesNames.isNamespaceName(name)) {
            return new NamespaceDecision(name, Verdict.INVALID_NAME, describeInvalidName(project, name));
        }
        if (reserved.contains(name)) {
            return conflict(
                    name,
                    "namespace " + name + " is reserved for Kubernetes or for this operator, and no project gets it; "
                            + chooseAnother(project) + ", or create the project with another name");
        }
        Optional<Namespace> found = findByName.apply(name);
        if (found.isEmpty()) {
            return new NamespaceDecision(name, Verdict.CREATE, "");
        }
        if (found.get().getMetadata().getDeletionTimestamp() != null) {
            return new NamespaceDecision(
                    name, Verdict.WAIT, "namespace " + name + " is being deleted; it is created again after that");
        }
        return decideExisting(project, mayAdopt || namesItsNamespace(project) || !former.isEmpty(), name, found.get());
    }

    /** @param asksForIt true if the project asks for this namespace although it may belong to somebody else */
    private static NamespaceDecision decideExisting(
            DevOpsProject project, boolean asksForIt, String name, Namespace namespace) {
        String projectName = project.getMetadata().getName();
        String owner = MetadataReader.label(namespace, Labels.PROJECT).orElse("");
        if (!owner.isEmpty() && !owner.equals(projectName)) {
            return conflict(
                    name,
                    "namespace " + name + " belongs to DevOpsProject " + owner + " (label " + Labels.PROJECT + "); "
                            + chooseAnother(project) + ", or delete DevOpsProject " + owner + " with its namespace");
        }
        if (wasCreatedBy(project, namespace)) {
            return new NamespaceDecision(name, Verdict.OURS, "");
        }
        if (owner.isEmpty()) {
            return conflict(
                    name,
                    "namespace " + name + " exists and does not belong to this project; to hand it over, label the"
                            + " namespace " + Labels.PROJECT + "=" + projectName
                            + (asksForIt ? "" : " and annotate the project " + Annotations.ADOPT + "=true") + "; else "
                            + chooseAnother(project));
        }
        return asksForIt
                ? new NamespaceDecision(name, Verdict.ADOPT, "")
                : conflict(
                        name,
                        "namespace " + name + " has the label " + Labels.PROJECT + "=" + projectName
                                + ", but the project did not create it and does not ask for it; to take it over,"
                                + " annotate the project " + Annotations.ADOPT
                                + "=true; else remove the label from the namespace, and "
                                + chooseAnother(project));
    }

    /**
     * Returns the namespaces that a project may have had before it was restored without its status. Backup tools drop
     * the status and give the project another UID, so that only the label is left. Such a project asks for its
     * namespace: it is known by the label of the tool, or by the finalizer that ks-devops wrote after it had served the
     * project.
     */
    private static List<String> findFormerNames(DevOpsProject project, List<Namespace> labelled) {
        boolean wasServed = MetadataReader.label(project, Labels.VELERO_RESTORE).isPresent()
                || project.hasFinalizer(Finalizers.OLD_PROJECT);
        return namesItsNamespace(project)
                        || !wasServed
                        || labelled.stream().anyMatch(namespace -> wasCreatedBy(project, namespace))
                ? List.of()
                : labelled.stream()
                        .map(namespace -> namespace.getMetadata().getName())
                        .sorted()
                        .toList();
    }

    /** Returns true if the project created the namespace: its controller is the project with this UID. */
    static boolean wasCreatedBy(DevOpsProject project, Namespace namespace) {
        return namespace.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference -> Boolean.TRUE.equals(reference.getController())
                        && reference.getUid().equals(project.getMetadata().getUid()));
    }

    private static NamespaceDecision conflict(String name, String message) {
        return new NamespaceDecision(name, Verdict.CONFLICT, message);
    }

    private static String chooseAnother(DevOpsProject project) {
        return "set another status.adminNamespace in DevOpsProject "
                + project.getMetadata().getName();
    }

    private static String describeInvalidName(DevOpsProject project, String name) {
        return "a namespace cannot be named \"" + TextTruncator.truncate(name, MAX_QUOTED_LENGTH)
                + "\": use at most 63 lower-case letters, digits and -, with a letter or digit at both ends; "
                + (namesItsNamespace(project)
                        ? "correct status.adminNamespace in DevOpsProject "
                                + project.getMetadata().getName()
                        : "set status.adminNamespace in DevOpsProject "
                                + project.getMetadata().getName()
                                + " to another name, or create the project with another name");
    }

    private static boolean namesItsNamespace(DevOpsProject project) {
        String adminNamespace = project.getStatus().adminNamespace();
        return adminNamespace != null && !adminNamespace.isBlank();
    }

    /**
     * Chooses the name. A label alone does not count: otherwise somebody could label a namespace before the project
     * exists, and the project would work in a namespace that its creator does not know.
     */
    private static String chooseName(DevOpsProject project, List<Namespace> labelled) {
        if (namesItsNamespace(project)) {
            return project.getStatus().adminNamespace();
        }
        return labelled.stream()
                .filter(namespace -> wasCreatedBy(project, namespace))
                .map(namespace -> namespace.getMetadata().getName())
                .min(Comparator.naturalOrder())
                .orElse(project.getMetadata().getName());
    }
}
