package io.jenkins.plugins.kubesphere.devops.jenkins.engine.input;

import hudson.model.ChoiceParameterDefinition;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import io.jenkins.plugins.kubesphere.devops.engine.graph.InputQuestion;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary.BuiltInParameterTypes;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.support.steps.input.InputStep;
import org.jenkinsci.plugins.workflow.support.steps.input.InputStepExecution;

/** Creates the values of the questions that a build asks. They have no default value of a secret parameter. */
final class InputQuestionFactory {
    private static final Logger LOGGER = Logger.getLogger(InputQuestionFactory.class.getName());

    private InputQuestionFactory() {}

    /** Returns the open questions by the ids of the nodes of their steps. */
    static Map<String, InputQuestion> create(List<InputStepExecution> executions) {
        Map<String, InputQuestion> questions = new HashMap<>();
        for (InputStepExecution execution : executions) {
            if (!execution.isSettled()) {
                findNode(execution).ifPresent(node -> questions.put(node.getId(), create(execution)));
            }
        }
        return questions;
    }

    private static Optional<FlowNode> findNode(InputStepExecution execution) {
        try {
            return Optional.ofNullable(execution.getContext().get(FlowNode.class));
        } catch (IOException e) {
            // The step has ended meanwhile.
            LOGGER.log(Level.FINE, e, () -> "Input " + execution.getId() + " has no node");
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static InputQuestion create(InputStepExecution execution) {
        InputStep input = execution.getInput();
        return new InputQuestion(
                execution.getId(),
                Objects.requireNonNullElse(input.getMessage(), ""),
                Objects.requireNonNullElse(input.getOk(), ""),
                Optional.ofNullable(input.getSubmitter()).filter(names -> !names.isBlank()),
                input.getParameters().stream()
                        .map(InputQuestionFactory::parameter)
                        .toList());
    }

    private static InputQuestion.Parameter parameter(ParameterDefinition definition) {
        return new InputQuestion.Parameter(
                definition.getName(),
                definition.getClass().getSimpleName(),
                Objects.requireNonNullElse(definition.getDescription(), ""),
                BuiltInParameterTypes.defaultValue(definition)
                        .filter(value -> !value.isSensitive())
                        .map(ParameterValue::getValue)
                        .map(Object::toString),
                definition instanceof ChoiceParameterDefinition choice ? choice.getChoices() : List.of());
    }
}
