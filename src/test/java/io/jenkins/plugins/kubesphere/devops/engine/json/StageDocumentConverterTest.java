package io.jenkins.plugins.kubesphere.devops.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.api.json.StageDocument;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeTiming;
import io.jenkins.plugins.kubesphere.devops.engine.graph.InputQuestion;
import io.jenkins.plugins.kubesphere.devops.engine.graph.RunGraph;
import io.jenkins.plugins.kubesphere.devops.engine.graph.Stage;
import io.jenkins.plugins.kubesphere.devops.engine.graph.Step;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.RecordedBuild;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageDocumentConverterTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/run-graphs");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The names of the fields, and their values, also where there is none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "01-declarative-sequential/end",
                "02-parallel/end",
                "05-nested-in-parallel/end",
                "09-when-skipped/end",
                "13-catch-error/end",
                "16-fail-fast/end",
                "18-input-directive/mid1",
                "20-input-with-parameters/mid1",
                "22-scripted-stages/end",
                "27-retry/end",
                "29-aborted-by-user/end",
                "36b-names-declarative/end"
            })
    void stagesHaveTheFieldsOfBlueOcean(String recording) throws IOException {
        JsonNode answer =
                JSON.readTree(RECORDINGS.resolve(recording + "-blueocean.json").toFile());
        Iterator<JsonNode> expected = answer.path("nodes").elements();
        RunGraph graph = RecordedBuild.read(RECORDINGS.resolve(recording + "-nodes.json"))
                .graph();
        for (StageDocument stage : StageDocumentConverter.convert(graph)) {
            if (stage.state() == null) {
                continue; // Blue Ocean does not list the stages that have not started.
            }
            ObjectNode node = (ObjectNode) expected.next();
            ObjectNode ours = (ObjectNode) JSON.readTree(JSON.writeValueAsString(withoutPlannedEdges(stage)));
            node.set("steps", answer.path("steps").path(stage.id()));
            if (stage.edges().stream().anyMatch(edge -> edge.type().equals("PARALLEL"))) {
                // Blue Ocean says that it succeeded, whatever its branches do, and its steps only at the end.
                List.of(ours, node).forEach(json -> json.remove(List.of("state", "result", "restartable", "steps")));
            }
            withoutEmptyValues(node);
            List.of(ours, node).forEach(StageDocumentConverterTest::removeChosenTimes);
            assertThat(ours).as(recording).isEqualTo(node);
        }
        assertThat(expected.hasNext() && expected.next().hasNonNull("state")).isFalse();
    }

    @Test
    void aQuestionHasTheDefaultsAndChoicesOfItsParameters() throws JsonProcessingException {
        InputQuestion question = new InputQuestion(
                "Release",
                "Release?",
                "Release it",
                Optional.of("admin,ops"),
                List.of(
                        parameter("VERSION", "StringParameterDefinition", Optional.of("1.0"), List.of()),
                        parameter("TARGET", "ChoiceParameterDefinition", Optional.empty(), List.of("dev", "prod")),
                        parameter("NOTIFY", "BooleanParameterDefinition", Optional.of("true"), List.of())));
        Step step = new Step(
                "9",
                "Wait for interactive input",
                "",
                FlowNodeStatus.PAUSED,
                FlowNodeTiming.between(1_000, 1_500),
                Optional.of(question));

        assertThat(JSON.valueToTree(convert(step)).path("steps").toString())
                .isEqualTo("[{\"displayName\":\"Wait for"
                        + " interactive input\",\"durationInMillis\":500,\"id\":\"9\",\"input\":{\"id\":\"Release\","
                        + "\"message\":\"Release?\",\"ok\":\"Release it\",\"submitter\":\"admin,ops\",\"parameters\":["
                        + "{\"name\":\"VERSION\",\"type\":\"StringParameterDefinition\",\"description\":\"text\","
                        + "\"defaultParameterValue\":{\"name\":\"VERSION\",\"value\":\"1.0\"}},"
                        + "{\"name\":\"TARGET\",\"type\":\"ChoiceParameterDefinition\",\"description\":\"text\","
                        + "\"choices\":[\"dev\",\"prod\"]},"
                        + "{\"name\":\"NOTIFY\",\"type\":\"BooleanParameterDefinition\",\"description\":\"text\","
                        + "\"defaultParameterValue\":{\"name\":\"NOTIFY\",\"value\":true}}]},\"result\":\"UNKNOWN\","
                        + "\"startTime\":\"1970-01-01T00:00:01Z\",\"state\":\"PAUSED\",\"type\":\"STEP\"}]");
    }

    @Test
    void aStageThatHasNotStartedHasNoStateAndAnEmptyStartTime() {
        Stage stage = stage(FlowNodeStatus.PLANNED, FlowNodeTiming.NONE, List.of());

        assertThat(JSON.valueToTree(StageDocumentConverter.convert(new RunGraph(1, List.of(stage))))
                        .toString())
                .isEqualTo("[{\"displayName\":\"Build\",\"durationInMillis\":0,\"id\":\"6\",\"startTime\":null,"
                        + "\"type\":\"STAGE\"}]");
    }

    private static StageDocument convert(Step step) {
        Stage stage = stage(FlowNodeStatus.PAUSED, FlowNodeTiming.between(1_000, 1_500), List.of(step));
        return StageDocumentConverter.convert(new RunGraph(1, List.of(stage))).get(0);
    }

    private static Stage stage(FlowNodeStatus status, FlowNodeTiming timing, List<Step> steps) {
        return new Stage(
                "6",
                Stage.Type.STAGE,
                "Build",
                status,
                timing,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false,
                Optional.empty(),
                steps);
    }

    private static InputQuestion.Parameter parameter(
            String name, String type, Optional<String> defaultValue, List<String> choices) {
        return new InputQuestion.Parameter(name, type, "text", defaultValue, choices);
    }

    /** Blue Ocean does not list the stages that have not started. */
    private static StageDocument withoutPlannedEdges(StageDocument stage) {
        StageDocument copy = stage.withoutEdges();
        return new StageDocument(
                copy.causeOfBlockage(),
                copy.displayName(),
                copy.durationInMillis(),
                stage.edges().stream()
                        .filter(edge -> !edge.id().startsWith("planned-"))
                        .toList(),
                copy.firstParent(),
                copy.id(),
                copy.restartable(),
                copy.result(),
                copy.startTime(),
                copy.state(),
                copy.steps(),
                copy.type());
    }

    /**
     * A stage begins with its own node and lasts until the build goes on after it; that of Blue Ocean begins with its
     * first step. What runs lasts until it was read.
     */
    private static void removeChosenTimes(ObjectNode stage) {
        if (stage.path("type").asText().equals("STAGE")) {
            assertThat(stage.path("durationInMillis").isIntegralNumber()).isTrue();
            assertThat(stage.path("startTime").asText()).matches("20.*Z");
            stage.remove(List.of("durationInMillis", "startTime"));
        }
        stage.path("steps").forEach(step -> {
            if (!step.path("state").asText().equals("FINISHED")) {
                ((ObjectNode) step).remove("durationInMillis");
            }
        });
    }

    /** ks-devops leaves out what is empty, except start times, and writes times of Kubernetes. */
    private static JsonNode withoutEmptyValues(JsonNode json) {
        Set<String> empty = new HashSet<>();
        json.fields().forEachRemaining(field -> {
            JsonNode value = field.getValue();
            if (field.getKey().equals("startTime")) {
                field.setValue(value.isNull() ? value : JSON.getNodeFactory().textNode(seconds(value.asText())));
            } else if (field.getKey().equals("parameters")) {
                // Descriptions and defaults of questions are not in the recorded flow graph.
                value.forEach(parameter -> ((ObjectNode) parameter).retain("name", "type"));
                if (value.isEmpty()) {
                    empty.add(field.getKey());
                }
            } else if (isEmpty(value)) {
                empty.add(field.getKey());
            }
        });
        ((ObjectNode) json).remove(empty);
        json.path("steps").forEach(StageDocumentConverterTest::withoutEmptyValues);
        if (json.has("input")) {
            withoutEmptyValues(json.path("input"));
        }
        return json;
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || value.isContainerNode() && value.isEmpty()
                || value.isTextual() && value.asText().isEmpty()
                || value.isBoolean() && !value.asBoolean();
    }

    private static String seconds(String time) {
        return Instant.parse(time.replace("+0000", "Z"))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }
}
