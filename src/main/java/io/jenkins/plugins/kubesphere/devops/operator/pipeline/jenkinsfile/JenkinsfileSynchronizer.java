package io.jenkins.plugins.kubesphere.devops.operator.pipeline.jenkinsfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileConverter;
import io.jenkins.plugins.kubesphere.devops.engine.text.ByteOrderMark;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.AnnotationBudget;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.framework.ObservingEventSource;
import io.jenkins.plugins.kubesphere.devops.operator.sync.SyncOutcome;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the Jenkinsfile of a pipeline and its JSON form in sync: converts the form that was edited into the other one
 * (docs/editing.md). It runs next to the reconciler, on its own threads, because a slow conversion must not delay the
 * job, and the job does not depend on the result. Each conversion is one write, which fails if the pipeline was changed
 * since it was read; the informer then shows the new state, which is converted next.
 */
public final class JenkinsfileSynchronizer extends ObservingEventSource<Pipeline> {
    /** Bytes to keep free for annotations that others write later. */
    private static final int RESERVED_BYTES = 16 * 1024;

    private static final int THREADS = 2;

    private final JenkinsfileConverter converter;
    private final PatchWriter patches;
    private final EventRecorder events;
    private final Clock clock;
    /** The newest version of each pipeline that waits for a thread, by UID. */
    private final Map<String, Pipeline> waiting = new ConcurrentHashMap<>();

    public JenkinsfileSynchronizer(
            JenkinsfileConverter converter, KubernetesClient client, EventRecorder events, Clock clock) {
        super("jenkinsfiles", THREADS);
        this.converter = converter;
        this.patches = new PatchWriter(client);
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void onResourceCreated(Pipeline pipeline) {
        schedule(pipeline);
    }

    @Override
    public void onResourceUpdated(Pipeline pipeline, Pipeline before) {
        schedule(pipeline);
    }

    @Override
    public void onResourceDeleted(Pipeline pipeline) {
        waiting.remove(pipeline.getMetadata().getUid());
    }

    private void schedule(Pipeline pipeline) {
        if (pipeline.isMarkedForDeletion()
                || EditedJenkinsfileForm.detect(pipeline) == EditedJenkinsfileForm.NONE
                || !isSyncComplete(pipeline)) {
            waiting.remove(pipeline.getMetadata().getUid());
        } else {
            enqueue(pipeline);
        }
    }

    private void enqueue(Pipeline pipeline) {
        boolean isFirst = waiting.put(pipeline.getMetadata().getUid(), pipeline) == null;
        if (isFirst) {
            runWithRetry(pipeline, this::convertNewest);
        }
    }

    /**
     * Returns false if the reconciler is about to write the pipeline. Then a conversion now would fail, because the
     * pipeline changes. The pipeline is converted after the write of the reconciler.
     */
    private static boolean isSyncComplete(Pipeline pipeline) {
        return pipeline.getStatus()
                .condition(ConditionTypes.READY)
                .filter(ready -> !ready.statusIsTrue() || SyncOutcome.wasSynced(pipeline))
                .isPresent();
    }

    private void convertNewest(Pipeline queued) {
        Pipeline newest = waiting.remove(queued.getMetadata().getUid());
        if (newest == null) {
            return;
        }
        try {
            convert(newest);
        } catch (KubernetesClientException e) {
            if (PatchWriter.isStale(e)) {
                // The pipeline was changed or deleted. The informer shows its new version. An old version must not stay
                // in the map, because then the new one would not be scheduled.
                return;
            }
            retryLater(newest);
            throw e;
        } catch (RuntimeException | Error e) {
            retryLater(newest);
            throw e;
        }
    }

    /** Keeps the pipeline for the next attempt, unless a newer version of it waits already. */
    private void retryLater(Pipeline pipeline) {
        waiting.putIfAbsent(pipeline.getMetadata().getUid(), pipeline);
    }

    private void convert(Pipeline pipeline) {
        EditedJenkinsfileForm edit = EditedJenkinsfileForm.detect(pipeline);
        ConversionResult result = convertEdited(edit, pipeline);
        if (edit == EditedJenkinsfileForm.SCRIPT_CHANGED && result.reason().equals(ConditionReasons.PLUGIN_MISSING)) {
            return; // We noticed this edit ourselves; no user waits for an answer.
        }
        ObjectNode change = result.toPatch(pipeline, clock.instant());
        if (!change.isEmpty()) {
            patches.mergeIfUnchanged(pipeline, change);
        }
        recordEvent(edit, pipeline, result);
    }

    private ConversionResult convertEdited(EditedJenkinsfileForm edit, Pipeline pipeline) {
        try {
            return switch (edit) {
                case SCRIPT, SCRIPT_CHANGED -> toJson(pipeline);
                case JSON -> toJenkinsfile(pipeline);
                default ->
                    ConversionResult.unchanged(
                            ConditionReasons.UNKNOWN_EDIT_MODE, ConversionMessages.unknownMode(pipeline));
            };
        } catch (EngineRefusalException refusal) {
            String message = ConversionMessages.withName(pipeline, refusal.getMessage());
            return switch (refusal.reason()) {
                case PLUGIN_MISSING -> ConversionResult.unchanged(ConditionReasons.PLUGIN_MISSING, message);
                default ->
                    edit == EditedJenkinsfileForm.JSON
                            ? ConversionResult.noScript(message)
                            : ConversionResult.noJson(EditedJenkinsfileForm.script(pipeline), message);
            };
        }
    }

    private ConversionResult toJson(Pipeline pipeline) {
        String script = EditedJenkinsfileForm.script(pipeline);
        String json = script.isEmpty()
                ? ""
                : converter.toJson(pipeline.getMetadata().getNamespace(), ByteOrderMark.removeFrom(script));
        int needed = AnnotationBudget.utf8Length(json);
        int available = AnnotationBudget.availableBytes(pipeline, PipelineAnnotations.JENKINSFILE_JSON, RESERVED_BYTES);
        return needed <= available
                ? ConversionResult.json(script, json)
                : ConversionResult.noJson(script, ConversionMessages.tooLarge(pipeline, needed, available));
    }

    private ConversionResult toJenkinsfile(Pipeline pipeline) {
        return MetadataReader.annotation(pipeline, PipelineAnnotations.JENKINSFILE_JSON)
                .filter(json -> !json.isBlank())
                .map(json -> ConversionResult.script(
                        converter.toJenkinsfile(pipeline.getMetadata().getNamespace(), json)))
                .orElseGet(() -> ConversionResult.noScript(ConversionMessages.emptyJson(pipeline)));
    }

    private void recordEvent(EditedJenkinsfileForm edit, Pipeline pipeline, ConversionResult result) {
        if (result.isConverted()) {
            return;
        }
        if (edit == EditedJenkinsfileForm.SCRIPT && result.reason().equals(ConditionReasons.NOT_CONVERTIBLE)) {
            events.normal(pipeline, EventReasons.JENKINSFILE_NOT_EDITABLE, result.message());
        } else if (edit != EditedJenkinsfileForm.SCRIPT_CHANGED) {
            events.warning(pipeline, EventReasons.JENKINSFILE_NOT_CONVERTED, result.message());
        }
    }
}
