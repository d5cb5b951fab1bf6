package io.jenkins.plugins.kubesphere.devops.engine.graph.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus;
import io.jenkins.plugins.kubesphere.devops.engine.graph.Stage;
import io.jenkins.plugins.kubesphere.devops.engine.graph.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the list of stages with what Blue Ocean answered for the same build at the same moment. Differs on purpose:
 *
 * <ul>
 *   <li>Blue Ocean reports a stage with branches or inner stages as succeeded, whatever these do, and its steps only at
 *       the end.
 *   <li>While a scripted Pipeline runs, Blue Ocean lists its inner stages, too; later it does not.
 *   <li>It reports a branch that was skipped because of an earlier failure as failed.
 *   <li>What a stage waits for is a step with a random id.
 *   <li>It does not list the stages that have not started.
 * </ul>
 */
class RecordedRunGraphTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/run-graphs");

    @ParameterizedTest
    @MethodSource("recordings")
    void stagesEqualThoseOfBlueOcean(String recording) throws IOException {
        assertThat(String.join("\n", ours(recording))).isEqualTo(String.join("\n", blueOcean(recording)));
    }

    static Stream<String> recordings() throws IOException {
        try (Stream<Path> files = Files.walk(RECORDINGS)) {
            return files
                    .map(file -> RECORDINGS.relativize(file).toString())
                    .filter(file -> file.endsWith("-nodes.json"))
                    .filter(file -> !file.startsWith("25b-scripted-nested-stages") || !file.contains("mid"))
                    .map(file -> file.replace("-nodes.json", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static List<String> ours(String recording) {
        List<String> lines = new ArrayList<>();
        RecordedBuild.read(RECORDINGS.resolve(recording + "-nodes.json")).graph().stages().stream()
                // Blue Ocean does not list what has not started.
                .filter(stage -> !stage.status().equals(FlowNodeStatus.PLANNED))
                .forEach(stage -> {
                    lines.add(describe(recording, stage));
                    if (!hasBranches(recording, stage)) {
                        stage.steps().forEach(step -> lines.add(describe(step)));
                    }
                });
        return lines;
    }

    private static boolean isFailedOuterStage(String recording, String id) {
        return id.equals("6") && (recording.startsWith("04b") || recording.startsWith("25b"));
    }

    private static boolean hasBranches(String recording, Stage stage) {
        return isFailedOuterStage(recording, stage.id())
                || stage.edges().stream().anyMatch(edge -> edge.type() == Stage.Type.PARALLEL);
    }

    private static boolean hasBranches(String recording, JsonNode node) {
        return isFailedOuterStage(recording, node.path("id").asText())
                || node.path("edges").findValuesAsText("type").contains("PARALLEL");
    }

    private static String describe(String recording, Stage stage) {
        return "%s %s '%s' %s/%s parent %s edges %s%s%s"
                .formatted(
                        stage.id(),
                        stage.type(),
                        stage.name(),
                        hasBranches(recording, stage)
                                ? "any"
                                : stage.status().state().map(Enum::name).orElse("null"),
                        hasBranches(recording, stage)
                                ? "any"
                                : stage.status().result().map(Enum::name).orElse("null"),
                        stage.firstParent().orElse("-"),
                        stage.edges().stream()
                                .filter(edge -> !edge.id().startsWith("planned-"))
                                .map(Stage.Edge::id)
                                .toList(),
                        stage.restartable() && !hasBranches(recording, stage) ? " restartable" : "",
                        stage.causeOfBlockage()
                                .map(cause -> " blocked: " + cause)
                                .orElse(""));
    }

    private static String describe(Step step) {
        return "  %s '%s' (%s) %s/%s%s"
                .formatted(
                        step.id(),
                        step.name(),
                        step.description(),
                        step.status().state().orElseThrow(),
                        step.status().result().orElseThrow(),
                        step.input()
                                .map(input -> " asks " + input.id() + ": " + input.message())
                                .orElse(""));
    }

    private static List<String> blueOcean(String recording) throws IOException {
        JsonNode answer = new ObjectMapper()
                .readTree(RECORDINGS.resolve(recording + "-blueocean.json").toFile());
        List<JsonNode> nodes = new ArrayList<>();
        answer.path("nodes").forEach(nodes::add);
        nodes.removeIf(node -> !node.hasNonNull("state"));
        List<String> ids = nodes.stream().map(node -> node.path("id").asText()).toList();
        List<String> lines = new ArrayList<>();
        boolean inSkipped = false;
        for (JsonNode node : nodes) {
            boolean isBranch = node.path("type").asText().equals("PARALLEL");
            inSkipped = isBranch ? inSkipped : node.path("state").asText().equals("SKIPPED");
            lines.add(describe(recording, node, ids, isBranch && inSkipped));
            if (!hasBranches(recording, node)) {
                answer.path("steps")
                        .path(node.path("id").asText())
                        .forEach(step -> lines.add(describeStep(node.path("id").asText(), step)));
            }
        }
        return lines;
    }

    private static String describe(String recording, JsonNode node, List<String> ids, boolean isSkippedBranch) {
        List<String> edges = new ArrayList<>();
        node.path("edges").forEach(edge -> edges.add(edge.path("id").asText()));
        edges.retainAll(ids);
        return "%s %s '%s' %s/%s parent %s edges %s%s%s"
                .formatted(
                        node.path("id").asText(),
                        node.path("type").asText(),
                        node.path("displayName").asText(),
                        hasBranches(recording, node)
                                ? "any"
                                : isSkippedBranch
                                        ? "NOT_BUILT"
                                        : node.path("state").asText(),
                        hasBranches(recording, node)
                                ? "any"
                                : isSkippedBranch
                                        ? "NOT_BUILT"
                                        : node.path("result").asText(),
                        node.path("firstParent").asText("-"),
                        edges,
                        node.path("restartable").asBoolean() && !hasBranches(recording, node) ? " restartable" : "",
                        node.hasNonNull("causeOfBlockage")
                                ? " blocked: " + node.path("causeOfBlockage").asText()
                                : "");
    }

    private static String describeStep(String stage, JsonNode step) {
        JsonNode input = step.path("input");
        return "  %s '%s' (%s) %s/%s%s"
                .formatted(
                        step.path("state").asText().equals("QUEUED")
                                ? stage + "-queued"
                                : step.path("id").asText(),
                        step.path("displayName").asText(),
                        step.path("displayDescription").asText(""),
                        step.path("state").asText(),
                        step.path("result").asText(),
                        input.isObject()
                                ? " asks " + input.path("id").asText() + ": "
                                        + input.path("message").asText()
                                : "");
    }
}
