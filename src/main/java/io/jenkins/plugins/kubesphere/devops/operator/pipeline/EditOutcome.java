package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.EditModes;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.TextHash;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.Conditions;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.Patches;
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
record EditOutcome(Map<String, String> annotations, String script, String reason, String message) {

    /** The script became JSON. */
    static EditOutcome json(String script, String json) {
        return new EditOutcome(script(script, json, EditModes.SUCCESS), null, ConditionReasons.CONVERTED, "");
    }

    /** The script has no JSON: graphical editors show none. It runs all the same. */
    static EditOutcome noJson(String script, String why) {
        return new EditOutcome(script(script, "", EditModes.FAILURE), null, ConditionReasons.NOT_CONVERTIBLE, why);
    }

    private static Map<String, String> script(String script, String json, String validate) {
        Map<String, String> annotations = answered(validate);
        annotations.put(PipelineAnnotations.JENKINSFILE, json);
        annotations.put(Annotations.OBSERVED_JENKINSFILE, TextHash.of(script));
        return annotations;
    }

    /** The JSON became the script. */
    static EditOutcome script(String script) {
        Map<String, String> annotations = answered(EditModes.SUCCESS);
        annotations.put(Annotations.OBSERVED_JENKINSFILE, TextHash.of(script));
        return new EditOutcome(annotations, script, ConditionReasons.CONVERTED, "");
    }

    /** The JSON became nothing; both forms stay as they are. */
    static EditOutcome noScript(String why) {
        return new EditOutcome(answered(EditModes.FAILURE), null, ConditionReasons.NOT_CONVERTIBLE, why);
    }

    /** Nothing can be done about the edit now, and it stays as it is. */
    static EditOutcome left(String reason, String why) {
        return new EditOutcome(Map.of(), null, reason, why);
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
        ObjectNode change = Patches.change();
        annotations.forEach((key, value) -> {
            if (!Edit.annotation(pipeline, key).filter(value::equals).isPresent()) {
                change.withObjectProperty("metadata")
                        .withObjectProperty("annotations")
                        .put(key, value);
            }
        });
        if (script != null && !script.equals(Edit.script(pipeline))) {
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
                change.withObjectProperty("status").set("conditions", Patches.tree(after));
            }
        }
        return change;
    }
}
