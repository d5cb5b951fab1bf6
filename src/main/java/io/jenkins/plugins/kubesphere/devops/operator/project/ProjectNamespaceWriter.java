package io.jenkins.plugins.kubesphere.devops.operator.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.ObjectDeleter;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.net.HttpURLConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Creates the namespace of a project, labels it, and gives it up: deletes it, or removes the labels. */
final class ProjectNamespaceWriter {
    private final KubernetesClient client;
    private final PatchWriter patches;
    private final ObjectDeleter objects;

    ProjectNamespaceWriter(KubernetesClient client) {
        this.client = client;
        this.patches = new PatchWriter(client);
        this.objects = new ObjectDeleter(client);
    }

    /** Creates the namespace. Fails with 409 if another client created it first; the informer then shows it. */
    void create(DevOpsProject project, String name) {
        Namespace namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels(project))
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(project.getApiVersion())
                        .withKind(project.getKind())
                        .withName(project.getMetadata().getName())
                        .withUid(project.getMetadata().getUid())
                        .withController(true)
                        .build())
                .endMetadata()
                .build();
        MetadataReader.annotation(project, Annotations.CREATOR)
                .ifPresent(creator -> namespace.getMetadata().setAnnotations(Map.of(Annotations.CREATOR, creator)));
        client.resource(namespace).create();
    }

    /**
     * Sets the labels that name the owner of the namespace, if they are missing or differ. The workspace is set only if
     * the namespace has none: otherwise whoever edits the project could move the namespace to another workspace.
     */
    void label(DevOpsProject project, Namespace namespace) {
        Map<String, String> missing = labels(project);
        missing.entrySet().removeAll(MetadataReader.labels(namespace).entrySet());
        if (!workspace(namespace).isEmpty()) {
            missing.remove(Labels.WORKSPACE);
        }
        if (missing.isEmpty()) {
            return;
        }
        ObjectNode change = PatchWriter.emptyPatch();
        ObjectNode labels = change.withObjectProperty("metadata").withObjectProperty("labels");
        missing.forEach(labels::put);
        patches.merge(namespace, change);
    }

    /** Returns what a person should know about the workspace of the namespace; empty if project and namespace agree. */
    static Optional<String> describeKeptWorkspace(DevOpsProject project, Namespace namespace) {
        String requested = workspace(project);
        String present = workspace(namespace);
        return requested.isEmpty() || present.isEmpty() || present.equals(requested)
                ? Optional.empty()
                : Optional.of("the namespace stays in workspace " + present + ", although the project names workspace "
                        + requested + "; to move it, change the label " + Labels.WORKSPACE + " of the namespace");
    }

    /**
     * Gives the namespace up. If the project created it, it is deleted with its content. If the project has adopted it,
     * only the labels that name the project are removed. The namespace of another project is not changed.
     */
    void release(DevOpsProject project, Namespace namespace) {
        String owner = MetadataReader.label(namespace, Labels.PROJECT).orElse("");
        boolean isLabelled = owner.equals(project.getMetadata().getName());
        boolean isOfAnother = !owner.isEmpty() && !isLabelled;
        if (isOfAnother || namespace.getMetadata().getDeletionTimestamp() != null) {
            return;
        }
        if (NamespaceDecision.wasCreatedBy(project, namespace)) {
            delete(namespace);
        } else if (isLabelled) {
            removeLabels(namespace);
        }
    }

    /** Removes the labels that name the project. Fails with 409 if somebody changed the namespace meanwhile. */
    private void removeLabels(Namespace namespace) {
        ObjectNode change = PatchWriter.emptyPatch();
        change.withObjectProperty("metadata")
                .withObjectProperty("labels")
                .putNull(Labels.PROJECT)
                .putNull(Labels.MANAGED);
        patches.mergeIfUnchanged(namespace, change);
    }

    /** Deletes this namespace. Fails with 409 if another one has its name now. */
    private void delete(Namespace namespace) {
        try {
            objects.delete(namespace);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
        }
    }

    private static Map<String, String> labels(DevOpsProject project) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Labels.PROJECT, project.getMetadata().getName());
        labels.put(Labels.MANAGED, "true");
        String workspace = workspace(project);
        if (!workspace.isEmpty()) {
            labels.put(Labels.WORKSPACE, workspace);
        }
        return labels;
    }

    /** Returns the workspace, or an empty text. A blank label would be a workspace without a name, so it is none. */
    private static String workspace(HasMetadata object) {
        return MetadataReader.label(object, Labels.WORKSPACE).orElse("").strip();
    }
}
