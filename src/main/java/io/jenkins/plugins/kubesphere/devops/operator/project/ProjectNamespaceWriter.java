package io.jenkins.plugins.kubesphere.devops.operator.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Creates, labels and deletes the namespace of a project. */
final class ProjectNamespaceWriter {
    private final KubernetesClient client;
    private final PatchWriter patches;

    ProjectNamespaceWriter(KubernetesClient client) {
        this.client = client;
        this.patches = new PatchWriter(client);
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

    /** Sets the labels that name the owner of the namespace, if they are missing or differ. */
    void label(DevOpsProject project, Namespace namespace) {
        Map<String, String> missing = labels(project);
        missing.entrySet().removeAll(MetadataReader.labels(namespace).entrySet());
        if (missing.isEmpty()) {
            return;
        }
        ObjectNode change = PatchWriter.emptyPatch();
        ObjectNode labels = change.withObjectProperty("metadata").withObjectProperty("labels");
        missing.forEach(labels::put);
        patches.merge(namespace, change);
    }

    /** Deletes the namespace with its content, if it still belongs to the project. */
    void delete(DevOpsProject project, Namespace namespace) {
        boolean ours = project.getMetadata()
                .getName()
                .equals(MetadataReader.labels(namespace).get(Labels.PROJECT));
        if (ours && namespace.getMetadata().getDeletionTimestamp() == null) {
            client.resource(namespace).delete();
        }
    }

    private static Map<String, String> labels(DevOpsProject project) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Labels.PROJECT, project.getMetadata().getName());
        labels.put(Labels.MANAGED, "true");
        MetadataReader.label(project, Labels.WORKSPACE)
                // An empty label would put the namespace into a workspace without a name.
                .filter(workspace -> !workspace.isBlank())
                .ifPresent(workspace -> labels.put(Labels.WORKSPACE, workspace));
        return labels;
    }
}
