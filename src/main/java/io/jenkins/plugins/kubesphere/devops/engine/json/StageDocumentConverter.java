package io.jenkins.plugins.kubesphere.devops.engine.json;

import io.jenkins.plugins.kubesphere.devops.api.json.InputDocument;
import io.jenkins.plugins.kubesphere.devops.api.json.InputDocument.DefaultValue;
import io.jenkins.plugins.kubesphere.devops.api.json.StageDocument;
import io.jenkins.plugins.kubesphere.devops.api.json.StepDocument;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesTime;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeTiming;
import io.jenkins.plugins.kubesphere.devops.engine.graph.InputQuestion;
import io.jenkins.plugins.kubesphere.devops.engine.graph.RunGraph;
import io.jenkins.plugins.kubesphere.devops.engine.graph.Stage;
import io.jenkins.plugins.kubesphere.devops.engine.graph.Step;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Converts the stages and steps of a build to the JSON that ks-devops writes for them. */
public final class StageDocumentConverter {
    private static final String BOOLEAN_TYPE = "BooleanParameterDefinition";

    /** A step that several stages have is one object, and is converted once. */
    private final Map<Step, StepDocument> steps = new IdentityHashMap<>();

    private StageDocumentConverter() {}

    /** Returns the stages in the order of the graph, each with its steps. */
    public static List<StageDocument> convert(RunGraph graph) {
        StageDocumentConverter converter = new StageDocumentConverter();
        return graph.stages().stream().map(converter::convert).toList();
    }

    private StageDocument convert(Stage stage) {
        return new StageDocument(
                stage.causeOfBlockage().orElse(null),
                stage.name(),
                stage.timing().duration().toMillis(),
                stage.edges().stream()
                        .map(edge ->
                                new StageDocument.Edge(edge.id(), edge.type().name()))
                        .toList(),
                stage.firstParent().orElse(null),
                stage.id(),
                stage.restartable(),
                result(stage.status()),
                startTime(stage.timing()),
                state(stage.status()),
                stage.steps().stream()
                        .map(step -> steps.computeIfAbsent(step, StageDocumentConverter::convert))
                        .toList(),
                stage.type().name());
    }

    private static StepDocument convert(Step step) {
        return new StepDocument(
                step.description().isEmpty() ? null : step.description(),
                step.name(),
                step.timing().duration().toMillis(),
                step.id(),
                step.input().map(StageDocumentConverter::convert).orElse(null),
                result(step.status()),
                startTime(step.timing()),
                state(step.status()),
                StepDocument.TYPE);
    }

    private static InputDocument convert(InputQuestion question) {
        return new InputDocument(
                question.id(),
                question.message(),
                question.ok(),
                question.submitter().orElse(null),
                question.parameters().stream()
                        .map(StageDocumentConverter::convert)
                        .toList());
    }

    private static InputDocument.Parameter convert(InputQuestion.Parameter parameter) {
        return new InputDocument.Parameter(
                parameter.name(),
                parameter.type(),
                parameter.description(),
                parameter
                        .defaultValue()
                        .map(value -> new DefaultValue(
                                parameter.name(),
                                parameter.type().equals(BOOLEAN_TYPE) ? (Object) Boolean.valueOf(value) : value))
                        .orElse(null),
                parameter.choices());
    }

    private static String state(FlowNodeStatus status) {
        return status.state().map(Enum::name).orElse(null);
    }

    private static String result(FlowNodeStatus status) {
        return status.result().map(Enum::name).orElse(null);
    }

    private static String startTime(FlowNodeTiming timing) {
        return timing.start().map(KubernetesTime::format).orElse(null);
    }
}
