package io.jenkins.plugins.kubesphere.devops.operator.pipeline.metadata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.json.PipelineMetadata;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.engine.JobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.mask.JobSummaryMasker;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary;
import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ApiFailureDescriber;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.CoalescingQueue;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.AnnotationBudget;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.framework.OwnWriteCache;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Describes the job of a Pipeline in annotations, for consoles that list pipelines and branches. An annotation is
 * written when it changes, and at most once a second for each pipeline. Changes by builds, which are the last build of
 * each branch and the weather, are collected for ten seconds. So runs cause few requests, however many there are.
 */
public final class PipelineMetadataPublisher implements AutoCloseable {
    /** Annotations that only this class writes, and that have no effect on a reconcile. */
    public static final Set<String> ANNOTATIONS = Set.of(PipelineAnnotations.METADATA, PipelineAnnotations.BRANCHES);

    /** Maximum number of branches that are read from the engine. */
    static final int MAX_BRANCHES = 5_000;

    /** Bytes to keep free for annotations that others write later. */
    private static final int RESERVED_BYTES = 32 * 1024;

    private static final Duration MINIMUM_INTERVAL = Duration.ofSeconds(1);
    private static final Duration DELAY_AFTER_BUILDS = Duration.ofSeconds(10);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JobEngine jobs;
    private final PatchWriter patches;
    private final EventRecorder events;
    private final Function<JobName, Optional<Pipeline>> pipelines;
    private final CoalescingQueue<JobName> queue =
            new CoalescingQueue<>("pipeline metadata", MINIMUM_INTERVAL, this::publish);
    private final OwnWriteCache<Pipeline> ownWrites;

    /** @param ownWrites keeps the writes of this class */
    public PipelineMetadataPublisher(
            JobEngine jobs,
            KubernetesClient client,
            EventRecorder events,
            Function<JobName, Optional<Pipeline>> pipelines,
            OwnWriteCache<Pipeline> ownWrites) {
        this.jobs = jobs;
        this.patches = new PatchWriter(client);
        this.events = events;
        this.pipelines = pipelines;
        this.ownWrites = ownWrites;
    }

    /** Schedules an update because the job or its branches may have changed. */
    public void onJobChanged(JobName job) {
        queue.schedule(job, Duration.ZERO);
    }

    /** Schedules an update because builds began or ended. */
    public void onBuildsChanged(JobName job) {
        queue.schedule(job, DELAY_AFTER_BUILDS);
    }

    private void publish(JobName job) {
        pipelines
                .apply(job)
                .filter(pipeline -> !pipeline.isMarkedForDeletion())
                .map(ownWrites::newest)
                .ifPresent(pipeline -> jobs.summarize(job, MAX_BRANCHES)
                        .map(summary -> JobSummaryMasker.mask(summary, () -> Optional.of(SecretMask.URLS_ONLY)))
                        .ifPresent(summary -> write(job, pipeline, summary)));
    }

    private void write(JobName job, Pipeline pipeline, JobSummary summary) {
        Map<String, String> present = MetadataReader.annotations(pipeline);
        Optional<BranchesAnnotation> branches = summary.branches()
                .map(found -> BranchesAnnotation.of(
                        found.listed(),
                        AnnotationBudget.availableBytes(pipeline, PipelineAnnotations.BRANCHES, RESERVED_BYTES)));
        String metadata = PatchWriter.toJson(PipelineMetadataConverter.convert(
                        job.job(),
                        summary,
                        branches.map(shown -> PipelineMetadataConverter.convertBranches(
                                        pipeline.getSpec().multiBranchPipeline(),
                                        summary.branches().orElseThrow(),
                                        shown))
                                .orElse(null)))
                .toString();

        ObjectNode annotations = PatchWriter.emptyPatch();
        String branchesText = branches.map(BranchesAnnotation::text).orElse(null);
        if (!Objects.equals(branchesText, present.get(PipelineAnnotations.BRANCHES))) {
            annotations.put(PipelineAnnotations.BRANCHES, branchesText);
        }
        if (!annotations.isEmpty() || !isSame(metadata, present.get(PipelineAnnotations.METADATA))) {
            annotations.put(PipelineAnnotations.METADATA, metadata);
            patch(job, pipeline, annotations);
        }
    }

    private void patch(JobName job, Pipeline pipeline, ObjectNode annotations) {
        ObjectNode change = PatchWriter.emptyPatch();
        change.withObjectProperty("metadata").set("annotations", annotations);
        try {
            ownWrites.put(patches.merge(pipeline, change));
        } catch (KubernetesClientException e) {
            if (PatchWriter.isStale(e)) {
                return; // deleted; a new pipeline may have its name
            }
            events.warning(
                    pipeline,
                    EventReasons.METADATA_FAILED,
                    "The metadata of job " + job + " was not written; the write is retried: "
                            + ApiFailureDescriber.describe(e));
            throw e;
        }
    }

    private static boolean isSame(String metadata, String present) {
        if (present == null) {
            return false;
        }
        try {
            return withoutEstimate(metadata).equals(withoutEstimate(present));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /**
     * Parses the metadata without the estimated duration. The estimate changes with every build, and a change of it
     * alone is not written.
     */
    private static JsonNode withoutEstimate(String metadata) throws JsonProcessingException {
        JsonNode node = MAPPER.readTree(metadata);
        return node instanceof ObjectNode object ? object.without(PipelineMetadata.ESTIMATE) : node;
    }

    @Override
    public void close() {
        queue.close();
    }
}
