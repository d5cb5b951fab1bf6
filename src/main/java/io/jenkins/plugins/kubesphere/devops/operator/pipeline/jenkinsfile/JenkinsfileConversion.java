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
 * Lets the JSON of a Jenkinsfile follow the Jenkinsfile, or the Jenkinsfile its JSON, whichever was edited (controllers.md
 * 3.8.2). Beside the reconciler and on threads of its own: a text that takes long to convert holds up no job, and whether it
 * converts makes no difference to the job. Each conversion is one write, refused if anybody wrote the pipeline since it was
 * read; the informer then shows what it is now, and that is looked at.
 */
public final class JenkinsfileConversion extends ResourceObserver<Pipeline> {
    /** Bytes left to annotations that others write later. */
    private static final int SPARE = 16 * 1024;

    private static final int LANES = 2;

    private final JenkinsfileConverter model;
    private final PatchWriter patches;
    private final EventRecorder events;
    private final Clock clock;
    // By UID: what waits for a lane, as it was seen last.
    private final Map<String, Pipeline> waiting = new ConcurrentHashMap<>();

    public JenkinsfileConversion(
            JenkinsfileConverter model, KubernetesClient client, EventRecorder events, Clock clock) {
        super("jenkinsfiles", LANES);
        this.model = model;
        this.patches = new PatchWriter(client);
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void onResourceCreated(Pipeline pipeline) {
        if (pipeline.isMarkedForDeletion()
                || JenkinsfileEditMode.of(pipeline) == JenkinsfileEditMode.NONE
                || !isSettled(pipeline)) {
            waiting.remove(pipeline.getMetadata().getUid());
        } else if (waiting.put(pipeline.getMetadata().getUid(), pipeline) == null) {
            attempt(pipeline, this::convertLast);
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

    /** The reconciler is about to write otherwise, and the conversion would be for nothing: its write shows up here. */
    private static boolean isSettled(Pipeline pipeline) {
        return pipeline.getStatus()
                .condition(ConditionTypes.READY)
                .filter(ready -> !ready.holds()
                        || JenkinsfileEditMode.annotation(pipeline, Annotations.OBSERVED_SPEC)
                                .filter(SpecHash.of(pipeline.getSpec())::equals)
                                .isPresent())
                .isPresent();
    }

    private void convertLast(Pipeline queued) {
        Pipeline last = waiting.remove(queued.getMetadata().getUid());
        if (last == null) {
            return;
        }
        try {
            convert(last);
        } catch (KubernetesClientException e) {
            if (PatchWriter.isOvertaken(e)) {
                return; // written or deleted meanwhile; left among those that wait, it would hold back what is seen
                // next
            }
            tryAgain(last);
            throw e;
        } catch (RuntimeException | Error e) {
            tryAgain(last);
            throw e;
        }
    }

    /** By then perhaps with something newer. */
    private void tryAgain(Pipeline pipeline) {
        waiting.putIfAbsent(pipeline.getMetadata().getUid(), pipeline);
    }

    private void convert(Pipeline pipeline) {
        JenkinsfileEditMode edit = JenkinsfileEditMode.of(pipeline);
        ConversionResult outcome = outcome(edit, pipeline);
        if (edit == JenkinsfileEditMode.SCRIPT_UNASKED && outcome.reason().equals(ConditionReasons.PLUGIN_MISSING)) {
            return; // nobody asked for it
        }
        ObjectNode change = outcome.change(pipeline, clock.instant());
        if (!change.isEmpty()) {
            patches.mergeIfUnchanged(pipeline, change);
        }
        tell(edit, pipeline, outcome);
    }

    private ConversionResult outcome(JenkinsfileEditMode edit, Pipeline pipeline) {
        try {
            return switch (edit) {
                case SCRIPT, SCRIPT_UNASKED -> toJson(pipeline);
                case JSON -> toScript(pipeline);
                default -> ConversionResult.left(ConditionReasons.UNKNOWN_EDIT_MODE, unknown(pipeline));
            };
        } catch (EngineRefusalException refusal) {
            String why = named(pipeline, refusal.getMessage());
            return switch (refusal.reason()) {
                case PLUGIN_MISSING -> ConversionResult.left(ConditionReasons.PLUGIN_MISSING, why);
                default ->
                    edit == JenkinsfileEditMode.JSON
                            ? ConversionResult.noScript(why)
                            : ConversionResult.noJson(JenkinsfileEditMode.script(pipeline), why);
            };
        }
    }

    private ConversionResult toJson(Pipeline pipeline) {
        String script = JenkinsfileEditMode.script(pipeline);
        String json = script.isEmpty() ? "" : model.toJson(script);
        int needed = AnnotationBudget.bytes(json);
        int room = AnnotationBudget.of(pipeline, PipelineAnnotations.JENKINSFILE, SPARE);
        return needed <= room
                ? ConversionResult.json(script, json)
                : ConversionResult.noJson(
                        script,
                        named(
                                pipeline,
                                "the JSON of the Jenkinsfile has " + needed + " bytes, and of the "
                                        + AnnotationBudget.ALL
                                        + " that Kubernetes allows for all annotations of an object " + room
                                        + " are left for it; shorten the Jenkinsfile to edit it graphically"));
    }

    private ConversionResult toScript(Pipeline pipeline) {
        return JenkinsfileEditMode.annotation(pipeline, PipelineAnnotations.JENKINSFILE)
                .filter(json -> !json.isBlank())
                .map(json -> ConversionResult.script(model.toJenkinsfile(json)))
                .orElseGet(() -> ConversionResult.noScript(named(
                        pipeline,
                        "the annotation " + PipelineAnnotations.JENKINSFILE_EDIT_MODE + " is \"" + EditModes.JSON
                                + "\" but " + PipelineAnnotations.JENKINSFILE + " is empty; write the JSON there")));
    }

    private void tell(JenkinsfileEditMode edit, Pipeline pipeline, ConversionResult outcome) {
        if (outcome.converted()) {
            return;
        }
        if (edit == JenkinsfileEditMode.SCRIPT && outcome.reason().equals(ConditionReasons.NOT_CONVERTIBLE)) {
            events.normal(pipeline, EventReasons.JENKINSFILE_NOT_EDITABLE, outcome.message());
        } else if (edit != JenkinsfileEditMode.SCRIPT_UNASKED) {
            events.warning(pipeline, EventReasons.JENKINSFILE_NOT_CONVERTED, outcome.message());
        }
    }

    private static String unknown(Pipeline pipeline) {
        // What stands there may be anything, and long.
        return named(
                pipeline,
                "the annotation " + PipelineAnnotations.JENKINSFILE_EDIT_MODE + " is not one of " + EditModes.RAW + ", "
                        + EditModes.JSON + "; write one of them, or remove it");
    }

    private static String named(Pipeline pipeline, String what) {
        return pipeline.getKind() + " " + pipeline.getMetadata().getNamespace() + "/"
                + pipeline.getMetadata().getName() + ": " + what;
    }
}
