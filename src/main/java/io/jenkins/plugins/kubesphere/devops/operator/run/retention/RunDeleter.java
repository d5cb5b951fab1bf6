package io.jenkins.plugins.kubesphere.devops.operator.run.retention;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;

/** Deletes runs in Kubernetes. The reconciler then deletes their builds, as for a run that a person deletes. */
final class RunDeleter {
    private final KubernetesClient client;

    RunDeleter(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Deletes exactly this version of the run. The client library can put only the version of an object into such a
     * request, not the UID.
     *
     * @return false if the run was deleted or changed since it was read; the next check sees its new state
     * @throws KubernetesClientException if the API server refuses it for another reason
     */
    boolean delete(PipelineRun run) {
        DeleteOptions options = new DeleteOptionsBuilder()
                .withNewPreconditions()
                .withUid(run.getMetadata().getUid())
                .withResourceVersion(run.getMetadata().getResourceVersion())
                .endPreconditions()
                .build();
        String path = "/apis/" + ApiGroups.DEVOPS + "/" + ApiGroups.DEVOPS_VERSION + "/namespaces/"
                + run.getMetadata().getNamespace() + "/pipelineruns/"
                + run.getMetadata().getName();
        try {
            client.raw(path, "DELETE", options);
            return true;
        } catch (KubernetesClientException e) {
            if (PatchWriter.isStale(e)) {
                return false;
            }
            throw e;
        }
    }
}
