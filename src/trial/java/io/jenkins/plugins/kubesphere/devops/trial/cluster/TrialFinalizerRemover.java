package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Removes the finalizers that the operator of a trial has added to objects that remain after the trial. Without the
 * operator, nothing else would remove these finalizers, and the objects could not be deleted.
 */
final class TrialFinalizerRemover {
    private static final Set<String> OURS = Set.of(Finalizers.PROJECT, Finalizers.PIPELINE, Finalizers.RUN);
    private static final int MAX_ATTEMPTS = 5;

    private final KubernetesClient client;
    private final ObjectLister objects;
    private final Set<String> hadFinalizer = new HashSet<>();

    /** @param namespaces the namespaces that the operator serves; empty for all */
    TrialFinalizerRemover(KubernetesClient client, Set<String> namespaces) {
        this.client = client;
        this.objects = new ObjectLister(client, namespaces);
    }

    /**
     * Remembers the objects that already have a finalizer of the operator; {@link #removeAll} keeps these finalizers.
     * Call this before the operator starts.
     */
    void remember() {
        withOurFinalizers()
                .forEach(object -> hadFinalizer.add(object.getMetadata().getUid()));
    }

    /**
     * Removes the finalizers from all other objects. The operator must be stopped before.
     *
     * @return the objects that still have a finalizer, each with the reason; empty if all finalizers were removed
     */
    List<String> removeAll() {
        List<String> kept = new ArrayList<>();
        withOurFinalizers().stream()
                .filter(object -> !hadFinalizer.contains(object.getMetadata().getUid()))
                .forEach(object -> {
                    try {
                        if (!remove(object)) {
                            kept.add(ObjectNameFormatter.format(object)
                                    + ", which another client changes again and again");
                        }
                    } catch (KubernetesClientException e) {
                        kept.add(ObjectNameFormatter.format(object) + " (" + e.getMessage() + ")");
                    }
                });
        return kept;
    }

    /** Returns false if the object was changed during each attempt. */
    private boolean remove(HasMetadata object) {
        HasMetadata found = object;
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            if (found == null || !hasOurFinalizer(found)) {
                return true;
            }
            List<String> others = new ArrayList<>(found.getMetadata().getFinalizers());
            others.removeAll(OURS);
            // Patches only this field, because our types do not have all fields of the object.
            String change = Serialization.asJson(Map.of(
                    "metadata",
                    Map.of("resourceVersion", found.getMetadata().getResourceVersion(), "finalizers", others)));
            try {
                client.resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), change);
                return true;
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                    return true;
                }
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw e;
                }
                found = client.resource(object).get();
            }
        }
        return false;
    }

    private List<HasMetadata> withOurFinalizers() {
        List<HasMetadata> found = new ArrayList<>(objects.list(PipelineRun.class));
        found.addAll(objects.list(Pipeline.class));
        found.addAll(objects.projects());
        found.removeIf(object -> !hasOurFinalizer(object));
        return found;
    }

    private static boolean hasOurFinalizer(HasMetadata object) {
        return object.getMetadata().getFinalizers().stream().anyMatch(OURS::contains);
    }
}
