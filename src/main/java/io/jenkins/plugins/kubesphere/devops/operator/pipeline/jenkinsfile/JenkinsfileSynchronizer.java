package io.jenkins.plugins.kubesphere.devops.operator.pipeline.jenkinsfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.EditModes;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.SpecHash;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileConverter;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.AnnotationBudget;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.framework.ResourceObserver;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the JSON of a Jenkinsfile and the Jenkinsfile in sync: converts the one that was edited to the other form
 * (controllers.md 3.8.2). It runs next to the reconciler, on its own threads, because a slow conversion must not delay
 * the job, and the job does not depend on the result. Each conversion is one write, which fails if the pipeline was
 * changed since it was read; the informer then shows the new state, which is converted next.
 */
public final class JenkinsfileSynchronizer extends ResourceObserver<Pipeline> {
    /** Bytes to keep free for annotations that others write later. */
    private static final int SPARE = 16 * 1024;

    private static final int THREADS = 2;

    private final JenkinsfileConverter converter;
    private final PatchWriter patches;
    private final EventRecorder events;
    private final Clock clock;
    // Pipelines that wait for a thread, by UID, as they were seen last.
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
        if (pipeline.isMarkedForDeletion()
                || JenkinsfileEdit.of(pipeline) == JenkinsfileEdit.NONE
                || !isSettled(pipeline)) {
            waiting.remove(pipeline.getMetadata().getUid());
        } else if (waiting.put(pipeline.getMetadata().getUid(), pipeline) == null) {
            attempt(pipeline, this::convertNewest);
        }
    }

    @Override
    public void onResourceUpdated(Pipeline pipeline, Pipeline before) {
        onResourceCreated(pipeline);
    }

    @Override
    public void onResourceDeleted(Pipeline pipeline) {
        waiting.remove(pipeline.getMetadata().getUid());
    }

    /**
     * Returns false if the reconciler is about to write the pipeline. Then a conversion would be useless; the write of
     * the reconciler is seen here.
     */
    private static boolean isSettled(Pipeline pipeline) {
        return pipeline.getStatus()
                .condition(ConditionTypes.READY)
                .filter(ready -> !ready.holds()
                        || JenkinsfileEdit.annotation(pipeline, Annotations.OBSERVED_SPEC)
                                .filter(SpecHash.of(pipeline.getSpec())::equals)
                                .isPresent())
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
            if (PatchWriter.isOvertaken(e)) {
                // The pipeline was changed or deleted meanwhile. If it stayed in the map, its next version would not be
                // scheduled.
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
        JenkinsfileEdit edit = JenkinsfileEdit.of(pipeline);
        ConversionResult result = result(edit, pipeline);
        if (edit == JenkinsfileEdit.SCRIPT_CHANGED && result.reason().equals(ConditionReasons.PLUGIN_MISSING)) {
            return; // nobody requested this conversion
        }
        ObjectNode change = result.change(pipeline, clock.instant());
        if (!change.isEmpty()) {
            patches.mergeIfUnchanged(pipeline, change);
        }
        recordEvent(edit, pipeline, result);
    }

    private ConversionResult result(JenkinsfileEdit edit, Pipeline pipeline) {
        try {
            return switch (edit) {
                case SCRIPT, SCRIPT_CHANGED -> toJson(pipeline);
                case JSON -> toScript(pipeline);
                default -> ConversionResult.unchanged(ConditionReasons.UNKNOWN_EDIT_MODE, unknownMode(pipeline));
            };
        } catch (EngineRefusalException refusal) {
            String message = withName(pipeline, refusal.getMessage());
            return switch (refusal.reason()) {
                case PLUGIN_MISSING -> ConversionResult.unchanged(ConditionReasons.PLUGIN_MISSING, message);
                default ->
                    edit == JenkinsfileEdit.JSON
                            ? ConversionResult.noScript(message)
                            : ConversionResult.noJson(JenkinsfileEdit.script(pipeline), message);
            };
        }
    }

    private ConversionResult toJson(Pipeline pipeline) {
        String script = JenkinsfileEdit.script(pipeline);
        String json = script.isEmpty() ? "" : converter.toJson(script);
        int needed = AnnotationBudget.bytes(json);
        int available = AnnotationBudget.of(pipeline, PipelineAnnotations.JENKINSFILE, SPARE);
        return needed <= available
                ? ConversionResult.json(script, json)
                : ConversionResult.noJson(
                        script,
                        withName(
                                pipeline,
                                "the JSON of the Jenkinsfile has " + needed + " bytes, but only " + available
                                        + " of the "
                                        + AnnotationBudget.ALL
                                        + " bytes that Kubernetes allows for all annotations of an object are left;"
                                        + " shorten the Jenkinsfile to edit it graphically"));
    }

    private ConversionResult toScript(Pipeline pipeline) {
        return JenkinsfileEdit.annotation(pipeline, PipelineAnnotations.JENKINSFILE)
                .filter(json -> !json.isBlank())
                .map(json -> ConversionResult.script(converter.toJenkinsfile(json)))
                .orElseGet(() -> ConversionResult.noScript(withName(
                        pipeline,
                        "the annotation " + PipelineAnnotations.JENKINSFILE_EDIT_MODE + " is \"" + EditModes.JSON
                                + "\" but " + PipelineAnnotations.JENKINSFILE + " is empty; write the JSON there")));
    }

    private void recordEvent(JenkinsfileEdit edit, Pipeline pipeline, ConversionResult result) {
        if (result.isConverted()) {
            return;
        }
        if (edit == JenkinsfileEdit.SCRIPT && result.reason().equals(ConditionReasons.NOT_CONVERTIBLE)) {
            events.normal(pipeline, EventReasons.JENKINSFILE_NOT_EDITABLE, result.message());
        } else if (edit != JenkinsfileEdit.SCRIPT_CHANGED) {
            events.warning(pipeline, EventReasons.JENKINSFILE_NOT_CONVERTED, result.message());
        }
    }

    private static String unknownMode(Pipeline pipeline) {
        // Without the value, which may be anything, and long.
        return withName(
                pipeline,
                "the annotation " + PipelineAnnotations.JENKINSFILE_EDIT_MODE + " is not one of " + EditModes.RAW + ", "
                        + EditModes.JSON + "; write one of them, or remove it");
    }

    private static String withName(Pipeline pipeline, String text) {
        return pipeline.getKind() + " " + pipeline.getMetadata().getNamespace() + "/"
                + pipeline.getMetadata().getName() + ": " + text;
    }
}
