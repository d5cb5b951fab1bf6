package io.jenkins.plugins.kubesphere.devops.operator.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.SpecHash;
import io.jenkins.plugins.kubesphere.devops.api.SyncStates;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.Conditions;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the sync of a project or pipeline went. These kinds have no status subresource, so sync status, the hash of the
 * spec that was synced, and the condition {@code Ready} go to the object in one patch, and only where they differ.
 *
 * @param synced whether the engine is as the spec says
 * @param reason one of {@link io.jenkins.plugins.kubesphere.devops.api.ConditionReasons}
 * @param message for a person
 * @param overruled fields of the spec that were set elsewhere as well, empty for none
 * @param also a condition of the kind's own, empty to leave it as it is
 */
public record SyncOutcome(
        boolean synced, String reason, String message, List<String> overruled, Optional<Statement> also) {
    public SyncOutcome {
        overruled = List.copyOf(overruled);
    }

    /** A condition without its times. */
    public record Statement(String type, String status, String reason, String message) {}

    /** Nothing was set elsewhere as well. */
    public SyncOutcome(boolean synced, String reason, String message) {
        this(synced, reason, message, List.of(), Optional.empty());
    }

    /** True if the engine was brought to just what the object says now, at some time before. */
    public static boolean wasSynced(CustomResource<?, ?> object) {
        return Optional.ofNullable(object.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Annotations.OBSERVED_SPEC))
                .filter(asked(object)::equals)
                .isPresent();
    }

    /** What the object asks of the engine, in brief: its spec, and the one annotation that decides something beside it. */
    private static String asked(CustomResource<?, ?> object) {
        return SpecHash.of(object.getSpec())
                + Optional.ofNullable(object.getMetadata().getAnnotations())
                        .map(annotations -> annotations.get(PipelineAnnotations.BUILD_NEW_BRANCHES))
                        .filter(PipelineAnnotations.NO::equals)
                        .map(no -> "-known-branches")
                        .orElse("");
    }

    /**
     * Gives the merge patch that states the outcome.
     *
     * @param statusAnnotation the kind's sync status annotation
     * @return empty if the object says all of it already
     */
    public ObjectNode change(CustomResource<?, ? extends HasConditions> object, String statusAnnotation, Instant now) {
        Map<String, String> present =
                Optional.ofNullable(object.getMetadata().getAnnotations()).orElse(Map.of());
        ObjectNode change = PatchWriter.change();
        annotate(change, present, statusAnnotation, synced ? SyncStates.SUCCESSFUL : SyncStates.FAILED);
        if (synced) {
            annotate(change, present, Annotations.OBSERVED_SPEC, asked(object));
        }
        List<Condition> before = object.getStatus().conditions();
        List<Condition> after = also(
                overrules(
                        Conditions.with(
                                before,
                                ConditionTypes.READY,
                                synced ? Condition.TRUE : Condition.FALSE,
                                reason,
                                message,
                                now),
                        now),
                now);
        if (after != before) {
            change.withObjectProperty("status").set("conditions", PatchWriter.tree(after));
        }
        return change;
    }

    private List<Condition> also(List<Condition> conditions, Instant now) {
        return also.map(more ->
                        Conditions.with(conditions, more.type(), more.status(), more.reason(), more.message(), now))
                .orElse(conditions);
    }

    private List<Condition> overrules(List<Condition> conditions, Instant now) {
        if (!overruled.isEmpty()) {
            return Conditions.with(
                    conditions,
                    ConditionTypes.FIELD_CONFLICT,
                    Condition.TRUE,
                    ConditionReasons.SET_ELSEWHERE,
                    "the spec sets " + String.join(", ", overruled)
                            + ", and so does the Jenkinsfile or a person in Jenkins; the spec counts",
                    now);
        }
        boolean was = conditions.stream()
                .anyMatch(condition -> ConditionTypes.FIELD_CONFLICT.equals(condition.type()) && condition.holds());
        return was && synced
                ? Conditions.with(
                        conditions,
                        ConditionTypes.FIELD_CONFLICT,
                        Condition.FALSE,
                        ConditionReasons.NO_CONFLICT,
                        "",
                        now)
                : conditions;
    }

    private static void annotate(ObjectNode change, Map<String, String> present, String key, String value) {
        if (!value.equals(present.get(key))) {
            change.withObjectProperty("metadata")
                    .withObjectProperty("annotations")
                    .put(key, value);
        }
    }
}
