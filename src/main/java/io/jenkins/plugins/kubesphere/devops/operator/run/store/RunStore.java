package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.util.Optional;

/** A place for the documents of a run. */
interface RunStore {
    /** How many bytes both documents of a run may have. */
    int budget(PipelineRun run);

    /**
     * Replaces the documents of a run.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server refuses the request
     * @throws ForeignConfigMapException if the place belongs to something else; it stays unchanged
     */
    void write(PipelineRun run, RunDocuments documents);

    /** Reads what is stored of a run; empty if that is nothing, or if the place belongs to something else. */
    Optional<RunDocuments> read(PipelineRun run);

    /** Names the place, for messages. */
    String describe(PipelineRun run);

    /** Frees the memory that is kept for the run with this UID. */
    default void forget(String uid) {}
}
