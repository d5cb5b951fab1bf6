package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import io.jenkins.plugins.kubesphere.devops.api.text.UrlUserInfoMask;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary.ParameterTextReader;
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
                .flatMap(value -> read(value, mask).stream())
                .toList();
    }

    /** Hides the value also if the secrets in it cannot be masked. */
    private static Optional<RunParameter> read(ParameterValue parameter, Optional<SecretMask> mask) {
        RunParameter hidden = new RunParameter(parameter.getName(), UrlUserInfoMask.MASK, true);
        return parameter.isSensitive()
                ? Optional.of(hidden)
                : ParameterTextReader.read(parameter)
                        .map(text -> mask.map(found -> new RunParameter(parameter.getName(), found.applyToText(text)))
                                .orElse(hidden));
    }
}
