package io.jenkins.plugins.kubesphere.devops.operator.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.SpecHash;
import io.jenkins.plugins.kubesphere.devops.api.SyncStates;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.Conditions;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outcome of the sync of a project or pipeline. One patch writes the sync status, the hash of the synced spec and
 * the condition {@code Ready}, because these kinds have no status subresource. The patch contains only what differs.
 *
 * @param synced true if the engine matches the spec
 * @param reason one of {@link io.jenkins.plugins.kubesphere.devops.api.ConditionReasons}
 * @param message tells a person the state or the problem
 * @param conflicts fields of the spec that were also set elsewhere; empty for none
 * @param extraCondition a condition that only some kinds have; empty to keep the present conditions
 */
public record SyncOutcome(
        boolean synced,
        String reason,
        String message,
        List<String> conflicts,
        Optional<ConditionUpdate> extraCondition) {
    private static final String UID_SEPARATOR = "/";

    public SyncOutcome {
        conflicts = List.copyOf(conflicts);
    }

    /** A new condition, without times. */
    public record ConditionUpdate(String type, String status, String reason, String message) {}

    /** Creates an outcome without conflicts. */
    public SyncOutcome(boolean synced, String reason, String message) {
        this(synced, reason, message, List.of(), Optional.empty());
    }

    /**
     * Creates the outcome of an attempt that ended with an error and is repeated.
     *
     * @param problem describes the error for users
     */
    public static SyncOutcome failed(Owner owner, String problem) {
        return new SyncOutcome(false, ConditionReasons.SYNC_FAILED, owner + ": " + problem + "; it is tried again");
    }

    /**
     * Returns true if an earlier reconcile has synced what the object requests now: its spec and the annotation {@link
     * PipelineAnnotations#BUILD_NEW_BRANCHES}. A copy of an object was not synced, although it has the annotation of
     * the original.
     */
    public static boolean wasSynced(CustomResource<?, ?> object) {
        String hash = requestHash(object);
        return MetadataReader.annotation(object, Annotations.OBSERVED_SPEC)
                // Earlier versions wrote the hash alone.
                .filter(value -> value.equals(hash) || value.equals(observedValue(object, hash)))
                .isPresent();
    }

    private static String observedValue(CustomResource<?, ?> object, String hash) {
        return hash + UID_SEPARATOR + object.getMetadata().getUid();
    }

    /**
     * Returns true if the engine matches what the object requests now. False while a change of the object waits for its
     * reconcile, and after a refusal.
     */
    public static <S extends HasConditions> boolean isInSync(CustomResource<?, S> object) {
        return object.getStatus().hasTrueCondition(ConditionTypes.READY) && wasSynced(object);
    }

    /** Returns a hash of what the object requests of the engine: its spec, and one annotation. */
    private static String requestHash(CustomResource<?, ?> object) {
        return SpecHash.compute(object.getSpec())
                + MetadataReader.annotation(object, PipelineAnnotations.BUILD_NEW_BRANCHES)
                        .filter(PipelineAnnotations.BUILD_NEW_BRANCHES_FALSE::equals)
                        .map(value -> "-known-branches")
                        .orElse("");
    }

    /**
     * Returns the merge patch that writes the outcome.
     *
     * @param statusAnnotation the annotation of this kind for the sync status
     * @return empty if the object already contains all of it
     */
    public ObjectNode toPatch(CustomResource<?, ? extends HasConditions> object, String statusAnnotation, Instant now) {
        Map<String, String> present = MetadataReader.annotations(object);
        ObjectNode patch = PatchWriter.emptyPatch();
        putAnnotation(patch, present, statusAnnotation, synced ? SyncStates.SUCCESSFUL : SyncStates.FAILED);
        if (synced) {
            putAnnotation(patch, present, Annotations.OBSERVED_SPEC, observedValue(object, requestHash(object)));
        }
        List<Condition> before = object.getStatus().conditions();
        List<Condition> after = withExtraCondition(
                withConflicts(
                        Conditions.withCondition(
                                before,
                                ConditionTypes.READY,
                                synced ? Condition.TRUE : Condition.FALSE,
                                reason,
                                message,
                                now),
                        now),
                now);
        if (!after.equals(before)) {
            patch.withObjectProperty("status").set("conditions", PatchWriter.toJson(after));
        }
        return patch;
    }

    private List<Condition> withExtraCondition(List<Condition> conditions, Instant now) {
        return extraCondition
                .map(extra -> Conditions.withCondition(
                        conditions, extra.type(), extra.status(), extra.reason(), extra.message(), now))
                .orElse(conditions);
    }

    private List<Condition> withConflicts(List<Condition> conditions, Instant now) {
        if (!conflicts.isEmpty()) {
            return Conditions.withCondition(
                    conditions,
                    ConditionTypes.FIELD_CONFLICT,
                    Condition.TRUE,
                    ConditionReasons.SET_ELSEWHERE,
                    "the spec sets " + String.join(", ", conflicts)
                            + ", and so does the Jenkinsfile or a person in Jenkins; the spec takes precedence."
                            + " Remove the setting from the spec or from the other place",
                    now);
        }
        boolean hadConflict = conditions.stream()
                .anyMatch(condition ->
                        ConditionTypes.FIELD_CONFLICT.equals(condition.type()) && condition.statusIsTrue());
        return hadConflict && synced
                ? Conditions.withCondition(
                        conditions,
                        ConditionTypes.FIELD_CONFLICT,
                        Condition.FALSE,
                        ConditionReasons.NO_CONFLICT,
                        "",
                        now)
                : conditions;
    }

    private static void putAnnotation(ObjectNode patch, Map<String, String> present, String key, String value) {
        if (!value.equals(present.get(key))) {
            patch.withObjectProperty("metadata")
                    .withObjectProperty("annotations")
                    .put(key, value);
        }
    }
}
