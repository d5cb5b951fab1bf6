package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Takes off the finalizers that the operator of a trial put on objects that outlive it. Nobody is there any more to do it: they
 * could never be deleted.
 */
final class OwnFinalizers {
    private static final Set<String> OURS = Set.of(Finalizers.PROJECT, Finalizers.PIPELINE, Finalizers.RUN);
    private static final int TRIES = 5;

    private final KubernetesClient client;
    private final Set<String> namespaces;
    private final Set<String> heldBefore = new HashSet<>();

    /** @param namespaces that the operator serves; empty for all */
    OwnFinalizers(KubernetesClient client, Set<String> namespaces) {
        this.client = client;
        this.namespaces = namespaces;
    }

    /** Remembers which objects carry such a finalizer already, which then stays. To be called before the operator starts. */
    void remember() {
        held().forEach(object -> heldBefore.add(object.getMetadata().getUid()));
    }

    /** Takes off the others. The operator must be down. */
    void release() {
        held().stream()
                .filter(object -> !heldBefore.contains(object.getMetadata().getUid()))
                .forEach(this::release);
    }

    private void release(HasMetadata object) {
        HasMetadata found = object;
        for (int i = 0; i < TRIES && found != null && isHeld(found); i++) {
            List<String> others = new ArrayList<>(found.getMetadata().getFinalizers());
            others.removeAll(OURS);
            // A patch of that field alone: our types do not know all fields of somebody else's object.
            String change = Serialization.asJson(Map.of(
                    "metadata",
                    Map.of("resourceVersion", found.getMetadata().getResourceVersion(), "finalizers", others)));
            try {
                client.resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), change);
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                    return;
                }
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw e;
                }
                found = client.resource(object).get();
            }
        }
    }

    private List<HasMetadata> held() {
        List<HasMetadata> held = new ArrayList<>();
        for (Class<? extends HasMetadata> kind : List.of(PipelineRun.class, Pipeline.class)) {
            if (namespaces.isEmpty()) {
                held.addAll(client.resources(kind).inAnyNamespace().list().getItems());
            } else {
                namespaces.forEach(namespace -> held.addAll(
                        client.resources(kind).inNamespace(namespace).list().getItems()));
            }
        }
        client.resources(DevOpsProject.class).list().getItems().stream()
                .filter(project -> namespaces.isEmpty() || namespaces.contains(namespaceOf(project)))
                .forEach(held::add);
        held.removeIf(object -> !isHeld(object));
        return held;
    }

    private static boolean isHeld(HasMetadata object) {
        return object.getMetadata().getFinalizers().stream().anyMatch(OURS::contains);
    }

    private static String namespaceOf(DevOpsProject project) {
        String admin = project.getStatus().adminNamespace();
        return admin == null || admin.isBlank()
                ? Objects.requireNonNull(project.getMetadata().getName())
                : admin;
    }
}
