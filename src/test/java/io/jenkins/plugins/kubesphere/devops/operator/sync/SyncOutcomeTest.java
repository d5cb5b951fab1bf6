package io.jenkins.plugins.kubesphere.devops.operator.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.SpecHash;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyncOutcomeTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(300);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void withoutAConflictThereIsNoCondition() {
        Pipeline pipeline = apply(new Pipeline(), synced(), NOW);
        assertThat(conditions(pipeline)).containsExactly("Ready=True Synced: job demo/web is in sync");
    }

    @Test
    void conflictingFieldsAreReportedUntilTheConflictEnds() {
        Pipeline inConflict = apply(new Pipeline(), synced("discarder", "parameters/WHO"), NOW);
        assertThat(conditions(inConflict))
                .containsExactly(
                        "FieldConflict=True SetElsewhere: the spec sets discarder, parameters/WHO, and so does the Jenkinsfile or a"
                                + " person in Jenkins; the spec takes precedence. Remove the setting from the spec or from the other place",
                        "Ready=True Synced: job demo/web is in sync");
        assertThat(synced("discarder", "parameters/WHO")
                        .toPatch(inConflict, PipelineAnnotations.SYNC_STATUS, LATER)
                        .has("status"))
                .as("writes the same conditions again")
                .isFalse();

        Pipeline refused = apply(inConflict, new SyncOutcome(false, ConditionReasons.INVALID_SPEC, "no"), LATER);
        assertThat(conditions(refused)).anyMatch(statement -> statement.startsWith("FieldConflict=True"));

        Pipeline withoutConflict = apply(refused, synced(), LATER);
        assertThat(conditions(withoutConflict))
                .containsExactly("FieldConflict=False NoConflict: ", "Ready=True Synced: job demo/web is in sync");
    }

    /** The copy was told that its job "was deleted in Jenkins", and its runs were let through before it had a job. */
    @Test
    void aCopyOfASyncedPipelineWasNotSynced() {
        Pipeline original = syncedPipeline("uid-of-original");
        assertThat(SyncOutcome.wasSynced(original)).isTrue();

        Pipeline copy = syncedPipeline("uid-of-original");
        copy.getMetadata().setUid("uid-of-copy");

        assertThat(SyncOutcome.wasSynced(copy)).isFalse();
        assertThat(synced().toPatch(copy, PipelineAnnotations.SYNC_STATUS, NOW)
                        .path("metadata")
                        .path("annotations")
                        .path(Annotations.OBSERVED_SPEC)
                        .asText())
                .endsWith("/uid-of-copy");
    }

    @Test
    void theHashThatAnEarlierVersionWroteCounts() {
        Pipeline pipeline = syncedPipeline("uid");
        pipeline.getMetadata().setAnnotations(Map.of(Annotations.OBSERVED_SPEC, SpecHash.compute(pipeline.getSpec())));

        assertThat(SyncOutcome.wasSynced(pipeline)).isTrue();
        assertThat(synced().toPatch(pipeline, PipelineAnnotations.SYNC_STATUS, NOW)
                        .toString())
                .as("the UID is added")
                .contains(SpecHash.compute(pipeline.getSpec()) + "/uid");
    }

    private static Pipeline syncedPipeline(String uid) {
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(new ObjectMetaBuilder().withUid(uid).build());
        pipeline.getMetadata()
                .setAnnotations(Map.of(
                        Annotations.OBSERVED_SPEC,
                        synced().toPatch(pipeline, PipelineAnnotations.SYNC_STATUS, NOW)
                                .path("metadata")
                                .path("annotations")
                                .path(Annotations.OBSERVED_SPEC)
                                .asText()));
        return pipeline;
    }

    private static SyncOutcome synced(String... conflicts) {
        return new SyncOutcome(
                true, ConditionReasons.SYNCED, "job demo/web is in sync", List.of(conflicts), Optional.empty());
    }

    /** Adds the conditions of the outcome to the pipeline. */
    private static Pipeline apply(Pipeline pipeline, SyncOutcome outcome, Instant when) {
        ObjectNode object = JSON.valueToTree(pipeline);
        JsonNode rendered = outcome.toPatch(pipeline, PipelineAnnotations.SYNC_STATUS, when)
                .path("status")
                .path("conditions");
        object.withObjectProperty("status").set("conditions", rendered);
        return Serialization.unmarshal(object.toString(), Pipeline.class);
    }

    private static List<String> conditions(Pipeline pipeline) {
        return pipeline.getStatus().conditions().stream()
                .map(condition -> condition.type() + "=" + condition.status() + " " + condition.reason() + ": "
                        + condition.message())
                .sorted()
                .toList();
    }
}
