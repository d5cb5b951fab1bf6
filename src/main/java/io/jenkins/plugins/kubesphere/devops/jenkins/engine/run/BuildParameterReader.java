package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import io.jenkins.plugins.kubesphere.devops.api.text.UrlUserInfoMask;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Reads the parameters with which a build was started. Values that are no text, number or boolean are left out: only
 * their plugin knows what they contain.
 */
public final class BuildParameterReader {
    private BuildParameterReader() {}

    /** Returns the parameters in the order of the job. The value of a secret is {@code ****}. */
    public static List<RunParameter> read(PipelineRunRef run, WorkflowRun build) {
        ParametersAction action = build.getAction(ParametersAction.class);
        if (action == null || action.getParameters().isEmpty()) {
            return List.of();
        }
        Optional<SecretMask> mask = BuildSecretMaskFactory.create(run, build);
        return action.getParameters().stream()
                .filter(BuildParameterReader::isShown)
                .map(value -> read(value, mask))
                .toList();
    }

    private static boolean isShown(ParameterValue parameter) {
        Object value = parameter.getValue();
        return parameter.isSensitive()
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Number;
    }

    /** Hides the value also if the secrets in it cannot be masked. */
    private static RunParameter read(ParameterValue parameter, Optional<SecretMask> mask) {
        return parameter.isSensitive() || mask.isEmpty()
                ? new RunParameter(parameter.getName(), UrlUserInfoMask.MASK, true)
                : new RunParameter(parameter.getName(), mask.get().applyToText(String.valueOf(parameter.getValue())));
    }
}
