package io.jenkins.plugins.kubesphere.devops.operator.pipeline.jenkinsfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.JenkinsfileValidationResults;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.text.ShortHash;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.Conditions;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The result of a conversion. One patch writes the spec, the annotations and the condition, if they differ.
 *
 * @param annotations the annotations to write, never null
 * @param script the new Jenkinsfile of the spec; null to keep the present one
 * @param reason {@link ConditionReasons#CONVERTED}, or why there was no conversion
 * @param message tells a person why there was no conversion; empty after a conversion
 */
record ConversionResult(Map<String, String> annotations, String script, String reason, String message) {

    /** Creates the result for a script that was converted to JSON. */
    static ConversionResult json(String script, String json) {
        return new ConversionResult(
                scriptAnnotations(script, json, JenkinsfileValidationResults.SUCCESS),
                null,
                ConditionReasons.CONVERTED,
                "");
    }

    /** The script cannot be converted to JSON, so graphical editors show nothing. The pipeline still runs. */
    static ConversionResult noJson(String script, String message) {
        return new ConversionResult(
                scriptAnnotations(script, "", JenkinsfileValidationResults.FAILURE),
                null,
                ConditionReasons.NOT_CONVERTIBLE,
                message);
    }

    /** Creates the result for JSON that was converted to a Jenkinsfile. */
    static ConversionResult script(String script) {
        Map<String, String> annotations = finishedEditAnnotations(JenkinsfileValidationResults.SUCCESS);
        annotations.put(Annotations.OBSERVED_JENKINSFILE, ShortHash.compute(script));
        return new ConversionResult(annotations, script, ConditionReasons.CONVERTED, "");
    }

    /** The JSON cannot be converted; the JSON and the Jenkinsfile stay unchanged. */
    static ConversionResult noScript(String message) {
        return new ConversionResult(
                finishedEditAnnotations(JenkinsfileValidationResults.FAILURE),
                null,
                ConditionReasons.NOT_CONVERTIBLE,
                message);
    }

    /** The edit cannot be processed now, and stays unchanged. */
    static ConversionResult unchanged(String reason, String message) {
        return new ConversionResult(Map.of(), null, reason, message);
    }

    boolean isConverted() {
        return reason.equals(ConditionReasons.CONVERTED);
    }

    /** Returns the merge patch that writes the result; empty if the object already contains all of it. */
    ObjectNode toPatch(Pipeline pipeline, Instant now) {
        ObjectNode patch = PatchWriter.emptyPatch();
        annotations.forEach((key, value) -> {
            if (!MetadataReader.annotation(pipeline, key).filter(value::equals).isPresent()) {
                patch.withObjectProperty("metadata")
                        .withObjectProperty("annotations")
                        .put(key, value);
            }
        });
        if (script != null && !script.equals(EditedJenkinsfileForm.script(pipeline))) {
            patch.withObjectProperty("spec").withObjectProperty("pipeline").put("jenkinsfile", script);
        }
        List<Condition> before = pipeline.getStatus().conditions();
        boolean hasCondition = pipeline.getStatus()
                .condition(ConditionTypes.JENKINSFILE_CONVERTED)
                .isPresent();
        if (hasCondition || !isConverted()) {
            List<Condition> after = Conditions.withCondition(
                    before,
                    ConditionTypes.JENKINSFILE_CONVERTED,
                    isConverted() ? Condition.TRUE : Condition.FALSE,
                    reason,
                    message,
                    now);
            if (after != before) {
                patch.withObjectProperty("status").set("conditions", PatchWriter.toJson(after));
            }
        }
        return patch;
    }

    private static Map<String, String> scriptAnnotations(String script, String json, String validate) {
        Map<String, String> annotations = finishedEditAnnotations(validate);
        annotations.put(PipelineAnnotations.JENKINSFILE_JSON, json);
        annotations.put(Annotations.OBSERVED_JENKINSFILE, ShortHash.compute(script));
        return annotations;
    }

    private static Map<String, String> finishedEditAnnotations(String validate) {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(PipelineAnnotations.JENKINSFILE_EDIT_MODE, "");
        annotations.put(PipelineAnnotations.JENKINSFILE_VALIDATION, validate);
        return annotations;
    }
}
