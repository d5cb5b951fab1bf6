package io.jenkins.plugins.kubesphere.devops.operator.run.retention;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.ObjectDeleter;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;

/** Deletes runs in Kubernetes. The reconciler then deletes their builds, as for a run that a person deletes. */
final class RunDeleter {
    private final ObjectDeleter objects;

    RunDeleter(KubernetesClient client) {
        this.objects = new ObjectDeleter(client);
    }

    /**
     * Deletes exactly this version of the run.
     *
     * @return false if the run was deleted or changed since it was read; the next check sees its new state
     * @throws KubernetesClientException if the API server refuses it for another reason
     */
    boolean delete(PipelineRun run) {
        try {
            objects.deleteIfUnchanged(run);
            return true;
        } catch (KubernetesClientException e) {
            if (PatchWriter.isStale(e)) {
                return false;
            }
            throw e;
        }
    }
}
