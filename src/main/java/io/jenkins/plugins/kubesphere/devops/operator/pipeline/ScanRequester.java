package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.engine.JobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.util.Optional;

/**
 * Asks the engine for a scan if the annotation {@link PipelineAnnotations#REQUEST_TO_SCAN} asks for it. The annotation is
 * removed afterwards, so a crash repeats the request. It is removed only with the value that was carried out: a later
 * request may be about a push that this scan does not see.
 */
final class ScanRequester {
    private static final int MAX_ATTEMPTS = 5;

    private final JobEngine jobs;
    private final KubernetesClient client;
    private final PatchWriter patches;
    private final EventRecorder events;

    ScanRequester(JobEngine jobs, KubernetesClient client, EventRecorder events) {
        this.jobs = jobs;
        this.client = client;
        this.patches = new PatchWriter(client);
        this.events = events;
    }

    /**
     * Carries the request out, if there is one. The copy that the caller has may be older than the removal of the last
     * request, so the object is read again.
     *
     * @return the pipeline as it is without the request; empty if nothing was written
     */
    Optional<Pipeline> carryOut(Pipeline pipeline, JobName job, Owner owner) {
        if (requestOf(pipeline).isEmpty()) {
            return Optional.empty();
        }
        Optional<Pipeline> live = findLive(pipeline);
        Optional<String> request = live.flatMap(ScanRequester::requestOf);
        if (request.isEmpty()) {
            return Optional.empty();
        }
        if (!jobs.requestScan(job, owner)) {
            events.warning(
                    pipeline,
                    EventReasons.SCAN_NOT_REQUESTED,
                    "The repository is not scanned: the job " + job + " has no branches, or is disabled in Jenkins");
        }
        return remove(live.get(), request.get());
    }

    private Optional<Pipeline> findLive(Pipeline pipeline) {
        return Optional.ofNullable(client.resource(pipeline).get());
    }

    private Optional<Pipeline> remove(Pipeline read, String request) {
        Optional<Pipeline> live = Optional.of(read);
        for (int attempt = 1; live.isPresent(); attempt++) {
            ObjectNode change = PatchWriter.emptyPatch();
            change.withObjectProperty("metadata")
                    .withObjectProperty("annotations")
                    .putNull(PipelineAnnotations.REQUEST_TO_SCAN);
            try {
                return Optional.of(patches.mergeIfUnchanged(live.get(), change));
            } catch (KubernetesClientException e) {
                if (!PatchWriter.isStale(e) || attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
            live = findLive(read)
                    .filter(found -> requestOf(found).filter(request::equals).isPresent());
        }
        return Optional.empty();
    }

    private static Optional<String> requestOf(Pipeline pipeline) {
        return MetadataReader.annotation(pipeline, PipelineAnnotations.REQUEST_TO_SCAN);
    }
}
