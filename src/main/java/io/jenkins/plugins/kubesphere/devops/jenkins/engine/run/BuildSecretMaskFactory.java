package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.util.Secret;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import io.jenkins.plugins.kubesphere.devops.jenkins.credentials.ProjectCredentialsRegistry;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Creates the mask for texts that come from a build. It masks all credentials of the project, also those that the build
 * did not use, and the values of the build's secret parameters. Jenkins itself masks only credentials, and only in the
 * steps that bind them.
 */
public final class BuildSecretMaskFactory {
    private BuildSecretMaskFactory() {}

    /** @return empty if the secrets are not known yet, or too large to mask */
    public static Optional<SecretMask> create(PipelineRunRef run, WorkflowRun build) {
        return ProjectCredentialsRegistry.get()
                .masks()
                .awaitMask(run.namespace())
                .flatMap(mask -> mask.including(secretParameterValues(build)));
    }

    private static List<String> secretParameterValues(WorkflowRun build) {
        return Stream.ofNullable(build.getAction(ParametersAction.class))
                .flatMap(action -> action.getParameters().stream())
                .filter(ParameterValue::isSensitive)
                .map(ParameterValue::getValue)
                .filter(Objects::nonNull)
                .map(value -> value instanceof Secret secret ? secret.getPlainText() : String.valueOf(value))
                .toList();
    }
}
