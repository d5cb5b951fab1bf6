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
 * Removes the finalizers that the operator of a trial put on objects that outlive it. Without the operator nothing removes
 * them, and the objects could not be deleted.
 */
final class TrialFinalizers {
    private static final Set<String> OURS = Set.of(Finalizers.PROJECT, Finalizers.PIPELINE, Finalizers.RUN);
    private static final int TRIES = 5;

    private final KubernetesClient client;
    private final ObjectLister objects;
    private final Set<String> heldBefore = new HashSet<>();

    /** @param namespaces that the operator serves; empty for all */
    TrialFinalizers(KubernetesClient client, Set<String> namespaces) {
        this.client = client;
        this.objects = new ObjectLister(client, namespaces);
    }

    /** Remembers which objects carry such a finalizer already, which then stays. To be called before the operator starts. */
    void remember() {
        withOurFinalizers()
                .forEach(object -> heldBefore.add(object.getMetadata().getUid()));
    }

    /**
     * Takes off the others. The operator must be down.
     *
     * @return the objects that still have them, each with the reason; empty if all went well
     */
    List<String> release() {
        List<String> kept = new ArrayList<>();
        withOurFinalizers().stream()
                .filter(object -> !heldBefore.contains(object.getMetadata().getUid()))
                .forEach(object -> {
                    try {
                        if (!release(object)) {
                            kept.add(ObjectName.of(object) + ", which somebody changes all the time");
                        }
                    } catch (KubernetesClientException e) {
                        kept.add(ObjectName.of(object) + " (" + e.getMessage() + ")");
                    }
                });
        return kept;
    }

    /** Returns false if the object changed before each of our attempts. */
    private boolean release(HasMetadata object) {
        HasMetadata found = object;
        for (int i = 0; i < TRIES; i++) {
            if (found == null || !hasOurFinalizer(found)) {
                return true;
            }
            List<String> others = new ArrayList<>(found.getMetadata().getFinalizers());
            others.removeAll(OURS);
            // A patch of that field alone: our types do not know all fields of somebody else's object.
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
