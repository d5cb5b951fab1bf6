package io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary;

import hudson.model.ChoiceParameterDefinition;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.ParametersDefinitionProperty;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobParameter;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Reads the parameters that a job declares, without the default values of secret parameters. */
public final class JobParameterReader {
    private JobParameterReader() {}

    public static List<JobParameter> read(WorkflowJob job) {
        ParametersDefinitionProperty property = job.getProperty(ParametersDefinitionProperty.class);
        return property == null
                ? List.of()
                : property.getParameterDefinitions().stream()
                        .map(JobParameterReader::read)
                        .toList();
    }

    private static JobParameter read(ParameterDefinition definition) {
        return new JobParameter(
                definition.getName(),
                definition.getClass().getSimpleName(),
                Objects.requireNonNullElse(definition.getDescription(), ""),
                readDefaultValue(definition.getDefaultParameterValue()),
                definition instanceof ChoiceParameterDefinition choice ? choice.getChoices() : List.of());
    }

    private static String readDefaultValue(ParameterValue value) {
        Object shown = value == null || value.isSensitive() ? null : value.getValue();
        return shown == null ? "" : shown.toString();
    }
}
