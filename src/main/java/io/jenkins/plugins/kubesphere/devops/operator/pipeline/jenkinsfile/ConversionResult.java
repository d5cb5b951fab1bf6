package io.jenkins.plugins.kubesphere.devops.operator.pipeline.jenkinsfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.EditModes;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.ShortHash;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.Conditions;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What becomes of an edit: spec, annotations and condition in one patch, and only where they differ.
 *
 * @param annotations those that change, never null
 * @param script the Jenkinsfile that the spec gets, null if it keeps the one that it has
 * @param reason {@link ConditionReasons#CONVERTED}, or why it was not
 * @param message for a person, empty if it was converted
 */
record ConversionResult(Map<String, String> annotations, String script, String reason, String message) {

    /** The script became JSON. */
    static ConversionResult json(String script, String json) {
        return new ConversionResult(script(script, json, EditModes.SUCCESS), null, ConditionReasons.CONVERTED, "");
    }

    /** The script has no JSON: graphical editors show none. It runs all the same. */
    static ConversionResult noJson(String script, String why) {
        return new ConversionResult(script(script, "", EditModes.FAILURE), null, ConditionReasons.NOT_CONVERTIBLE, why);
    }

    private static Map<String, String> script(String script, String json, String validate) {
        Map<String, String> annotations = answered(validate);
        annotations.put(PipelineAnnotations.JENKINSFILE, json);
        annotations.put(Annotations.OBSERVED_JENKINSFILE, ShortHash.of(script));
        return annotations;
    }

    /** The JSON became the script. */
    static ConversionResult script(String script) {
        Map<String, String> annotations = answered(EditModes.SUCCESS);
        annotations.put(Annotations.OBSERVED_JENKINSFILE, ShortHash.of(script));
        return new ConversionResult(annotations, script, ConditionReasons.CONVERTED, "");
    }

    /** The JSON became nothing; both forms stay as they are. */
    static ConversionResult noScript(String why) {
        return new ConversionResult(answered(EditModes.FAILURE), null, ConditionReasons.NOT_CONVERTIBLE, why);
    }

    /** Nothing can be done about the edit now, and it stays as it is. */
    static ConversionResult left(String reason, String why) {
        return new ConversionResult(Map.of(), null, reason, why);
    }

    private static Map<String, String> answered(String validate) {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(PipelineAnnotations.JENKINSFILE_EDIT_MODE, "");
        annotations.put(PipelineAnnotations.JENKINSFILE_VALIDATE, validate);
        return annotations;
    }

    boolean converted() {
        return reason.equals(ConditionReasons.CONVERTED);
    }

    /** Gives the merge patch that states the outcome; empty if the object says all of it already. */
    ObjectNode change(Pipeline pipeline, Instant now) {
        ObjectNode change = PatchWriter.change();
        annotations.forEach((key, value) -> {
            if (!JenkinsfileEditMode.annotation(pipeline, key)
                    .filter(value::equals)
                    .isPresent()) {
                change.withObjectProperty("metadata")
                        .withObjectProperty("annotations")
                        .put(key, value);
            }
        });
        if (script != null && !script.equals(JenkinsfileEditMode.script(pipeline))) {
            change.withObjectProperty("spec").withObjectProperty("pipeline").put("jenkinsfile", script);
        }
        List<Condition> before = pipeline.getStatus().conditions();
        boolean isStated = pipeline.getStatus()
                .condition(ConditionTypes.JENKINSFILE_CONVERTED)
                .isPresent();
        if (isStated || !converted()) {
            List<Condition> after = Conditions.with(
                    before,
                    ConditionTypes.JENKINSFILE_CONVERTED,
                    converted() ? Condition.TRUE : Condition.FALSE,
                    reason,
                    message,
                    now);
            if (after != before) {
                change.withObjectProperty("status").set("conditions", PatchWriter.tree(after));
            }
        }
        return change;
    }
}
