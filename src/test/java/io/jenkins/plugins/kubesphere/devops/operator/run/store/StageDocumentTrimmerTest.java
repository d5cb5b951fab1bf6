package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.api.json.RunStatusDocument;
import io.jenkins.plugins.kubesphere.devops.api.json.RunStatusDocument.ChangeSetEntry;
import io.jenkins.plugins.kubesphere.devops.api.json.StageDocument;
import io.jenkins.plugins.kubesphere.devops.api.json.StepDocument;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunDocuments.Completeness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StageDocumentTrimmerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BUDGET = 900 * 1024;
    private static final String EMOJI = "\uD83D\uDE80";

    private static final RunStatusDocument STATUS = status(List.of());

    @Test
    void documentsThatFitStayAsTheyAre() throws JsonProcessingException {
        List<StageDocument> stages = List.of(stage(1, "SUCCESS", step(2, "SUCCESS", "sh")));

        RunDocuments documents = trim(stages, BUDGET);

        assertThat(documents.truncated()).isFalse();
        assertThat(documents.stages()).contains(JSON.writeValueAsString(stages));
        assertThat(documents.status()).isEqualTo(JSON.writeValueAsString(STATUS));
    }

    @Test
    void descriptionsAreLeftOutFirst() throws JsonProcessingException {
        List<StageDocument> stages = List.of(stage(1, "SUCCESS", step(2, "SUCCESS", EMOJI.repeat(1_000))));

        JsonNode trimmed = parse(trim(stages, 2_000), true, 2_000);

        assertThat(trimmed.at("/0/steps/0/id").asText()).isEqualTo("2");
        assertThat(trimmed.at("/0/steps/0").has("displayDescription")).isFalse();
    }

    @Test
    void stepsStayInTheInnerStageOnly() throws JsonProcessingException {
        StepDocument[] steps = steps(100, 20);
        StepDocument failed = step(99, "FAILURE", "");
        StepDocument[] outer =
                Stream.concat(Stream.of(steps), Stream.of(failed)).toArray(StepDocument[]::new);
        int enough = size(List.of(stage(1, "FAILURE", failed), stage(2, "SUCCESS", steps)));

        JsonNode trimmed = parse(
                trim(
                        List.of(stage(1, "FAILURE", outer), stage(2, "SUCCESS", steps), stage(3, "FAILURE", failed)),
                        enough + 400),
                true,
                enough + 400);

        assertThat(trimmed.at("/0/steps").findValuesAsText("id")).containsExactly("99");
        assertThat(trimmed.at("/1/steps")).hasSize(20);
    }

    @Test
    void stepsOfTheOldestStagesThatSucceededAreLeftOutNext() throws JsonProcessingException {
        List<StageDocument> stages = List.of(
                stage(1, "FAILURE", steps(100, 10)),
                stage(2, "SUCCESS", steps(200, 10)),
                stage(3, "SUCCESS", steps(300, 10)),
                running(4, steps(400, 10)));
        int budget = size(stages) - 500;

        JsonNode trimmed = parse(trim(stages, budget), true, budget);

        assertThat(IntStream.range(0, 4)
                        .mapToObj(stage -> trimmed.at("/" + stage + "/steps").size()))
                .containsExactly(10, 0, 10, 10);
    }

    @Test
    void edgesAreLeftOutBeforeStages() throws JsonProcessingException {
        List<StageDocument> stages =
                IntStream.range(1, 11).mapToObj(id -> stage(id, "SUCCESS")).toList();
        int budget = size(stages) - 20;

        JsonNode trimmed = parse(trim(stages, budget), true, budget);

        assertThat(trimmed).hasSize(10);
        assertThat(trimmed.at("/0").has("edges")).isFalse();
        assertThat(trimmed.at("/9").has("edges")).isTrue();
    }

    @Test
    void stagesThatFailedRunOrAskStay() throws JsonProcessingException {
        StageDocument asks = new StageDocument(
                null, "Ask", 0, List.of(), null, "7000", false, "UNKNOWN", null, "PAUSED", List.of(), "STAGE");
        List<StageDocument> stages = new ArrayList<>(IntStream.range(1, 6_000)
                .mapToObj(id -> stage(id, id % 1_000 == 0 ? "FAILURE" : "SUCCESS", step(10_000 + id, "SUCCESS", "")))
                .toList());
        stages.add(running(6_000, step(20_000, "SUCCESS", "")));
        stages.add(asks);

        JsonNode trimmed = parse(trim(stages, 128 * 1024), true, 128 * 1024);

        assertThat(trimmed.findValuesAsText("id"))
                .contains("1000", "2000", "3000", "4000", "5000", "6000", "7000", "5999")
                .doesNotContain("1", "10001");
    }

    @Test
    void aBuildOfThreeHundredThousandStepsFits() throws JsonProcessingException {
        List<StageDocument> stages = IntStream.range(1, 3_001)
                .mapToObj(id -> stage(id, "SUCCESS", steps(10_000 + id * 100, 100)))
                .toList();

        JsonNode trimmed = parse(trim(stages, BUDGET), true, BUDGET);

        assertThat(trimmed).hasSize(3_000);
        assertThat(trimmed.at("/0").has("steps")).isFalse();
        assertThat(trimmed.at("/2999/steps")).hasSize(100);
    }

    @Test
    void manyStagesThatFailedFitAlthoughSomeAreLost() throws JsonProcessingException {
        List<StageDocument> stages = IntStream.range(1, 5_000)
                .mapToObj(id -> stage(id, "FAILURE", step(10_000 + id, "FAILURE", "")))
                .toList();

        assertThat(parse(trim(stages, 64 * 1024), true, 64 * 1024).findValuesAsText("id"))
                .contains("4999")
                .doesNotContain("1");
    }

    @Test
    void aStatusWithManyChangesLosesThemInASmallStore() throws JsonProcessingException {
        RunStatusDocument large = status(
                Collections.nCopies(50, new ChangeSetEntry("c0ffee", null, null, "m".repeat(1_000), List.of(), null)));

        RunDocuments documents = StageDocumentTrimmer.trim(large, Optional.of(List.of(stage(1, "SUCCESS"))), 64 * 1024);

        assertThat(documents.truncated()).isTrue();
        assertThat(documents.status()).isEqualTo(JSON.writeValueAsString(STATUS));
        assertThat(documents.stages()).isPresent();
    }

    /** Both together were larger than a ConfigMap may be, so the run lost its last status. */
    @Test
    void aStatusBesideStagesThatWereStoredBeforeLosesItsChanges() throws JsonProcessingException {
        RunStatusDocument large = status(
                Collections.nCopies(400, new ChangeSetEntry("c0ffee", null, null, "m".repeat(1_000), List.of(), null)));
        String storedStages = "[\"" + "s".repeat(800 * 1024) + "\"]";

        RunDocuments documents = StageDocumentTrimmer.trimStatus(large, storedStages, BUDGET);

        assertThat(documents.size()).isLessThanOrEqualTo(BUDGET);
        assertThat(documents.status()).isEqualTo(JSON.writeValueAsString(STATUS));
        assertThat(documents.stages()).contains(storedStages);
        assertThat(documents.completeness()).isEqualTo(Completeness.TRUNCATED);
    }

    @Test
    void storedStagesAreAsCompleteAsBefore() {
        assertThat(StageDocumentTrimmer.trim(STATUS, Optional.empty(), BUDGET).completeness())
                .isEqualTo(Completeness.AS_STORED);
        assertThat(StageDocumentTrimmer.trimStatus(STATUS, "[]", BUDGET).completeness())
                .isEqualTo(Completeness.AS_STORED);
    }

    @Test
    void documentsThatDifferOnlyInDurationsHaveOneHash() {
        RunDocuments first = trim(List.of(running(1, step(2, "SUCCESS", "\"durationInMillis\":7"))), BUDGET);
        RunDocuments later = first.withStages(first.stages().map(text -> text.replace(":1500", ":9500")));
        RunDocuments other = first.withStages(first.stages().map(text -> text.replace("Millis\\\":7", "Millis\\\":8")));

        assertThat(later.stages()).isNotEqualTo(first.stages());
        assertThat(later.hash()).isEqualTo(first.hash());
        assertThat(other.stages()).isNotEqualTo(first.stages());
        assertThat(other.hash()).isNotEqualTo(first.hash());
    }

    private static RunDocuments trim(List<StageDocument> stages, int budget) {
        return StageDocumentTrimmer.trim(STATUS, Optional.of(stages), budget);
    }

    private static JsonNode parse(RunDocuments documents, boolean truncated, int budget)
            throws JsonProcessingException {
        assertThat(documents.truncated()).isEqualTo(truncated);
        assertThat(documents.size()).isLessThanOrEqualTo(budget);
        return JSON.readTree(documents.stages().orElseThrow());
    }

    private static int size(List<StageDocument> stages) throws JsonProcessingException {
        return (JSON.writeValueAsString(STATUS) + JSON.writeValueAsString(stages))
                .getBytes(StandardCharsets.UTF_8)
                .length;
    }

    private static RunStatusDocument status(List<ChangeSetEntry> changes) {
        return new RunStatusDocument(
                null,
                null,
                null,
                List.of(),
                changes,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "1",
                null,
                "jenkins",
                "web",
                null,
                false,
                "UNKNOWN",
                null,
                null,
                "RUNNING",
                "WorkflowRun");
    }

    private static StageDocument stage(int id, String result, StepDocument... steps) {
        return stage(id, "FINISHED", result, steps);
    }

    private static StageDocument running(int id, StepDocument... steps) {
        return stage(id, "RUNNING", "UNKNOWN", steps);
    }

    private static StageDocument stage(int id, String state, String result, StepDocument... steps) {
        return new StageDocument(
                null,
                "Stage " + id,
                1_500,
                List.of(new StageDocument.Edge(Integer.toString(id + 1), "STAGE")),
                Integer.toString(id - 1),
                Integer.toString(id),
                false,
                result,
                "2026-11-30T01:57:13Z",
                state,
                List.of(steps),
                "STAGE");
    }

    private static StepDocument[] steps(int firstId, int count) {
        return IntStream.range(firstId, firstId + count)
                .mapToObj(id -> step(id, "SUCCESS", ""))
                .toArray(StepDocument[]::new);
    }

    private static StepDocument step(int id, String result, String description) {
        return new StepDocument(
                description.isEmpty() ? null : description,
                "Shell Script",
                10,
                Integer.toString(id),
                null,
                result,
                "2026-11-30T01:57:13Z",
                "FINISHED",
                StepDocument.TYPE);
    }
}
