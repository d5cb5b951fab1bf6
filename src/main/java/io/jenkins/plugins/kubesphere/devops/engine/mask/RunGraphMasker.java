package io.jenkins.plugins.kubesphere.devops.engine.mask;

import io.jenkins.plugins.kubesphere.devops.engine.graph.InputQuestion;
import io.jenkins.plugins.kubesphere.devops.engine.graph.RunGraph;
import io.jenkins.plugins.kubesphere.devops.engine.graph.Stage;
import io.jenkins.plugins.kubesphere.devops.engine.graph.Step;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Masks secrets in the texts of stages and steps. The ids stay as they are, because clients ask for them. A default
 * value or a choice of a question with a secret is left out, because a masked value would be given as the answer.
 */
final class RunGraphMasker {
    private final TextMasker texts;
    /** A step that several stages have is one object, and stays one. */
    private final Map<Step, Step> steps = new IdentityHashMap<>();

    private RunGraphMasker(TextMasker texts) {
        this.texts = texts;
    }

    static RunGraph mask(RunGraph graph, TextMasker texts) {
        return new RunGraph(graph.version(), new RunGraphMasker(texts).maskStages(graph.stages()));
    }

    private List<Stage> maskStages(List<Stage> stages) {
        return stages.stream().map(this::mask).toList();
    }

    private Stage mask(Stage stage) {
        return new Stage(
                stage.id(),
                stage.type(),
                texts.mask(stage.name()),
                stage.status(),
                stage.timing(),
                stage.causeOfBlockage().map(texts::mask),
                stage.edges(),
                stage.firstParent(),
                stage.restartable(),
                stage.agent().map(texts::mask),
                stage.steps().stream()
                        .map(step -> steps.computeIfAbsent(step, this::mask))
                        .toList());
    }

    private Step mask(Step step) {
        return new Step(
                step.id(),
                texts.mask(step.name()),
                texts.mask(step.description()),
                step.status(),
                step.timing(),
                step.input().map(this::mask));
    }

    private InputQuestion mask(InputQuestion question) {
        return new InputQuestion(
                question.id(),
                texts.mask(question.message()),
                texts.mask(question.ok()),
                question.submitter().map(texts::mask),
                question.parameters().stream()
                        .filter(parameter -> !texts.hasSecret(parameter.name()))
                        .map(parameter -> new InputQuestion.Parameter(
                                parameter.name(),
                                parameter.type(),
                                texts.mask(parameter.description()),
                                parameter.defaultValue().filter(value -> !texts.hasSecret(value)),
                                parameter.choices().stream()
                                        .filter(choice -> !texts.hasSecret(choice))
                                        .toList()))
                        .toList());
    }
}
