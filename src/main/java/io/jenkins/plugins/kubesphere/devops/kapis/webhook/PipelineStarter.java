package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.RunTriggers;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectStore;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Starts a pipeline for a push: a scan of its repository, or a run. */
final class PipelineStarter {
    /** A reason of Kubernetes. A quota refuses a run with the same status but another reason; then a retry is needed. */
    private static final String ALREADY_EXISTS = "AlreadyExists";

    private final ObjectStore<Pipeline> pipelines;
    private final ObjectStore<PipelineRun> runs;
    private final Function<Pipeline, PipelineRun> factory;

    /** @param factory makes the run of a pipeline without branches, with the defaults of its parameters */
    PipelineStarter(
            ObjectStore<Pipeline> pipelines, ObjectStore<PipelineRun> runs, Function<Pipeline, PipelineRun> factory) {
        this.pipelines = pipelines;
        this.runs = runs;
        this.factory = factory;
    }

    /**
     * Starts a pipeline.
     *
     * @param key of the delivery. The same key starts no second run, also on another controller, because it names the run.
     *     It does not prevent a second scan.
     * @return what was started, for the log; empty if the key has started it before, or the pipeline was deleted
     */
    Optional<String> start(Pipeline pipeline, Optional<String> key) {
        try {
            return Optional.of(
                    PipelineTypes.isMultiBranch(pipeline.getSpec()) ? scan(pipeline, key) : run(pipeline, key));
        } catch (KapisException e) {
            // A conflict means that the UID has changed: another pipeline has this name now.
            boolean isGone = e.status() == HttpURLConnection.HTTP_NOT_FOUND
                    || PipelineTypes.isMultiBranch(pipeline.getSpec()) && e.status() == HttpURLConnection.HTTP_CONFLICT;
            if (isGone || e.reason().equals(ALREADY_EXISTS)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Asks the operator for a scan. The operator starts it on the controller of the project. */
    private String scan(Pipeline pipeline, Optional<String> key) {
        pipelines.annotate(pipeline, PipelineAnnotations.REQUEST_TO_SCAN, key.orElseGet(() -> UUID.randomUUID()
                .toString()));
        return "scan of pipeline " + pipeline.getMetadata().getNamespace() + "/"
                + pipeline.getMetadata().getName();
    }

    private String run(Pipeline pipeline, Optional<String> key) {
        PipelineRun run = factory.apply(pipeline);
        key.ifPresent(digits -> {
            run.getMetadata().setGenerateName(null);
            run.getMetadata().setName(DeliveryKey.runName(pipeline.getMetadata().getName(), digits));
        });
        String namespace = pipeline.getMetadata().getNamespace();
        PipelineRun created = runs.create(namespace, run, Map.of(RunAnnotations.TRIGGER, RunTriggers.WEBHOOK));
        return "pipelinerun " + namespace + "/" + created.getMetadata().getName();
    }
}
