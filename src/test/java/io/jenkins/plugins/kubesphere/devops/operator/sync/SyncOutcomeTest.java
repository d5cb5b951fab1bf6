package io.jenkins.plugins.kubesphere.devops.operator.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyncOutcomeTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(300);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static SyncOutcome synced(String... overruled) {
        return new SyncOutcome(
                true, ConditionReasons.SYNCED, "job demo/web is in sync", List.of(overruled), Optional.empty());
    }

    /** Adds the conditions of the outcome to the pipeline. */
    private static Pipeline after(Pipeline pipeline, SyncOutcome outcome, Instant when) {
        ObjectNode object = JSON.valueToTree(pipeline);
        JsonNode conditions = outcome.toPatch(pipeline, PipelineAnnotations.SYNC_STATUS, when)
                .path("status")
                .path("conditions");
        object.withObjectProperty("status").set("conditions", conditions);
        return Serialization.unmarshal(object.toString(), Pipeline.class);
    }

    private static List<String> statements(Pipeline pipeline) {
        return pipeline.getStatus().conditions().stream()
                .map(condition -> condition.type() + "=" + condition.status() + " " + condition.reason() + ": "
                        + condition.message())
                .sorted()
                .toList();
    }

    @Test
    void withoutAConflictThereIsNoCondition() {
        Pipeline pipeline = after(new Pipeline(), synced(), NOW);
        assertThat(statements(pipeline)).containsExactly("Ready=True Synced: job demo/web is in sync");
    }

    @Test
    void conflictingFieldsAreReportedUntilTheConflictEnds() {
        Pipeline twice = after(new Pipeline(), synced("discarder", "parameters/WHO"), NOW);
        assertThat(statements(twice))
                .containsExactly(
                        "FieldConflict=True SetElsewhere: the spec sets discarder, parameters/WHO, and so does the Jenkinsfile or a"
                                + " person in Jenkins; the spec takes precedence",
                        "Ready=True Synced: job demo/web is in sync");
        assertThat(synced("discarder", "parameters/WHO")
                        .toPatch(twice, PipelineAnnotations.SYNC_STATUS, LATER)
                        .has("status"))
                .as("writes the same conditions again")
                .isFalse();

        Pipeline refused = after(twice, new SyncOutcome(false, ConditionReasons.INVALID_SPEC, "no"), LATER);
        assertThat(statements(refused)).anyMatch(statement -> statement.startsWith("FieldConflict=True"));

        Pipeline once = after(refused, synced(), LATER);
        assertThat(statements(once))
                .containsExactly("FieldConflict=False NoConflict: ", "Ready=True Synced: job demo/web is in sync");
    }
}
