package io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary;

import hudson.model.ChoiceParameterDefinition;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobParameter;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter.JobParameterProvider;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * Reads the parameters that the next build of a job has, without the default values of secret parameters and of
 * parameters that have not one of the {@link BuiltInParameterTypes}.
 */
public final class JobParameterReader {
    private JobParameterReader() {}

    public static List<JobParameter> read(WorkflowJob job) {
        return JobParameterProvider.get(job).definitions().values().stream()
                .map(JobParameterReader::read)
                .toList();
    }

    private static JobParameter read(ParameterDefinition definition) {
        return new JobParameter(
                definition.getName(),
                definition.getClass().getSimpleName(),
                Objects.requireNonNullElse(definition.getDescription(), ""),
                readDefaultValue(BuiltInParameterTypes.defaultValue(definition)),
                definition instanceof ChoiceParameterDefinition choice ? choice.getChoices() : List.of());
    }

    private static String readDefaultValue(Optional<ParameterValue> value) {
        return value.filter(found -> !found.isSensitive())
                .map(ParameterValue::getValue)
                .map(Object::toString)
                .orElse("");
    }
}
