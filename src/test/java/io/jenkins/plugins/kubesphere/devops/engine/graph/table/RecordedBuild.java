package io.jenkins.plugins.kubesphere.devops.engine.graph.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus.Result;
import io.jenkins.plugins.kubesphere.devops.engine.graph.InputQuestion;
import io.jenkins.plugins.kubesphere.devops.engine.graph.RunGraph;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.FlowNodeActions.Queue;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.FlowNodeActions.Section;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.GraphNode.Kind;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.GraphNode.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The nodes of a build on a real Jenkins at one moment; the README of the recordings describes the file. */
public final class RecordedBuild {
    private final JsonNode recording;
    private final Map<Integer, JsonNode> nodes = new HashMap<>();

    private RecordedBuild(JsonNode recording) {
        this.recording = recording;
        recording.path("nodes").forEach(node -> nodes.put(node.path("id").asInt(), node));
    }

    public static RecordedBuild read(Path file) {
        try {
            return new RecordedBuild(new ObjectMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds all nodes to a table, as a running build does. */
    StageTable replay() {
        StageTable table = new StageTable();
        recording.path("nodes").forEach(json -> {
            GraphNode node = node(json);
            node.parents().forEach(parent -> table.update(parent, facts(nodes.get(parent))));
            if (node.kind() == Kind.END) {
                table.update(node.blockStart(), facts(nodes.get(node.blockStart())));
            }
            table.add(node);
        });
        table.openNodes().forEach(id -> table.update(id, facts(nodes.get(id))));
        return table;
    }

    public RunGraph graph() {
        return RunGraphReader.read(replay(), build(), 1);
    }

    private RunGraphContext build() {
        JsonNode run = recording.path("run");
        List<String> topLevel = new ArrayList<>();
        Set<String> restartable = new HashSet<>();
        recording.path("stages").forEach(stage -> {
            topLevel.add(stage.path("name").asText());
            if (stage.path("restartable").asBoolean() && !run.path("building").asBoolean()) {
                restartable.add(stage.path("name").asText());
            }
        });
        Optional<Result> result = run.path("building").asBoolean()
                ? Optional.empty()
                : Optional.of(Result.valueOf(run.path("result").asText()));
        return new RunGraphContext(
                result,
                !recording.path("stages").isNull(),
                topLevel,
                restartable,
                run.path("startTime").asLong() + run.path("duration").asLong());
    }

    private static GraphNode node(JsonNode json) {
        List<Integer> parents = new ArrayList<>();
        json.path("parents").forEach(parent -> parents.add(parent.asInt()));
        String label = json.path("threadName")
                .asText(json.path("label").asText(json.path("stageMarker").asText("")));
        Role role = role(json);
        return new GraphNode(
                json.path("id").asInt(),
                parents,
                Kind.valueOf(json.path("kind").asText().toUpperCase(java.util.Locale.ROOT)),
                json.path("start").asInt(),
                role,
                role == Role.STAGE || role == Role.BRANCH || role == Role.STAGE_MARKER
                        ? label
                        : json.path("displayName").asText(),
                json.path("description").asText(""),
                json.path("startTime").asLong());
    }

    private static Role role(JsonNode json) {
        if (json.hasNonNull("stageMarker")) {
            return Role.STAGE_MARKER;
        }
        if (!"start".equals(json.path("kind").asText())) {
            return Role.OTHER;
        }
        if (json.hasNonNull("threadName")) {
            return Role.BRANCH;
        }
        String function = json.path("function").asText();
        boolean isBody = json.path("body").asBoolean();
        if ("stage".equals(function) && isBody && json.hasNonNull("label")) {
            return Role.STAGE;
        }
        return "node".equals(function) && !isBody ? Role.AGENT : Role.OTHER;
    }

    private static FlowNodeActions facts(JsonNode json) {
        JsonNode error = json.path("error");
        JsonNode tags = json.path("tags");
        String queue = json.path("queueItem").path("state").asText();
        return new FlowNodeActions(
                error.isObject()
                        ? Optional.of(Result.valueOf(error.path("interruption").asText("FAILURE")))
                        : Optional.empty(),
                Optional.ofNullable(json.path("warning").path("result").textValue())
                        .map(Result::valueOf),
                !json.path("notExecuted").asBoolean()
                        && !tags.path("STAGE_STATUS").asText().equals("SKIPPED_FOR_RESTART"),
                Section.valueOf(tags.path("SYNTHETIC_STAGE").asText("STAGES")),
                Set.of("SKIPPED_FOR_CONDITIONAL", "SKIPPED_FOR_FAILURE", "SKIPPED_FOR_UNSTABLE")
                        .contains(tags.path("STAGE_STATUS").asText()),
                queue.equals("QUEUED") ? Queue.WAITING : queue.equals("CANCELLED") ? Queue.CANCELLED : Queue.OUTSIDE,
                Optional.ofNullable(json.path("queueItem").path("why").textValue()),
                Optional.empty(),
                json.path("input").isObject() ? Optional.of(question(json.path("input"))) : Optional.empty());
    }

    private static InputQuestion question(JsonNode input) {
        return new InputQuestion(
                input.path("id").asText(),
                input.path("message").asText(),
                input.path("ok").asText(),
                Optional.ofNullable(input.path("submitter").textValue()),
                parameters(input.path("parameters")));
    }

    /** Their descriptions and defaults are not recorded. */
    private static List<InputQuestion.Parameter> parameters(JsonNode json) {
        List<InputQuestion.Parameter> parameters = new ArrayList<>();
        json.forEach(parameter -> parameters.add(new InputQuestion.Parameter(
                parameter.path("name").asText(), parameter.path("type").asText(), "", Optional.empty(), List.of())));
        return parameters;
    }
}
