package io.jenkins.plugins.kubesphere.devops.jenkins.engine.input;

import hudson.model.BooleanParameterDefinition;
import hudson.model.ChoiceParameterDefinition;
import hudson.model.ParameterDefinition;
import hudson.model.SimpleParameterDefinition;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.run.InputAnswer;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary.BuiltInParameterTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.support.steps.input.InputStep;
import org.jenkinsci.plugins.workflow.support.steps.input.InputStepExecution;

/** Creates the values with which an input step proceeds, from the texts of an answer and the defaults. */
final class InputValueFactory {
    private final InputStepExecution execution;
    private final PipelineRunRef run;

    private InputValueFactory(InputStepExecution execution, PipelineRunRef run) {
        this.execution = execution;
        this.run = run;
    }

    /** Returns null if there are no values, as Jenkins expects. */
    static Map<String, Object> create(InputStepExecution execution, PipelineRunRef run, InputAnswer answer) {
        return new InputValueFactory(execution, run).create(answer);
    }

    private Map<String, Object> create(InputAnswer answer) {
        InputStep step = execution.getInput();
        List<ParameterDefinition> definitions = step.getParameters();
        List<String> names =
                definitions.stream().map(ParameterDefinition::getName).toList();
        answer.values().keySet().stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw refusal(
                            name, "does not exist; " + (names.isEmpty() ? "there are none" : "there are " + names));
                });
        Map<String, Object> values = new LinkedHashMap<>();
        definitions.forEach(definition -> put(values, definition, answer.values()));
        answer.user()
                .filter(user -> step.getSubmitterParameter() != null
                        && !step.getSubmitterParameter().isEmpty())
                .ifPresent(user -> values.put(step.getSubmitterParameter(), user.name()));
        return values.isEmpty() ? null : values;
    }

    private void put(Map<String, Object> values, ParameterDefinition definition, Map<String, String> given) {
        String name = definition.getName();
        if (given.containsKey(name)) {
            values.put(name, convert(definition, given.get(name)));
        } else if (definition.getDefaultParameterValue() != null) {
            values.put(name, definition.getDefaultParameterValue().getValue());
        }
    }

    private Object convert(ParameterDefinition definition, String value) {
        String name = definition.getName();
        if (definition instanceof BooleanParameterDefinition && !"true".equals(value) && !"false".equals(value)) {
            throw refusal(name, "must be true or false");
        }
        if (definition instanceof ChoiceParameterDefinition choice
                && !choice.getChoices().contains(value)) {
            throw refusal(name, "must be one of " + String.join(", ", choice.getChoices()));
        }
        if (!BuiltInParameterTypes.contains(definition) || !(definition instanceof SimpleParameterDefinition simple)) {
            throw refusal(
                    name,
                    "has the type " + definition.getClass().getSimpleName()
                            + ", which has no text; leave it out, or answer on the page of the build in Jenkins");
        }
        return simple.createValue(value).getValue();
    }

    private EngineRefusalException refusal(String parameter, String problem) {
        return new EngineRefusalException(
                Reason.INVALID_PARAMETER,
                run + ": parameter \"" + parameter + "\" of the input \"" + execution.getId() + "\" " + problem);
    }
}
