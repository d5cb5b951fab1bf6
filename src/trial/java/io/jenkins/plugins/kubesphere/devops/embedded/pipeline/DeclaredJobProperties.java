package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import java.util.List;
import java.util.OptionalLong;

/**
 * The settings of a job that its declarative Jenkinsfile declares.
 *
 * @param parameters the parameters, in their order
 * @param concurrentBuildsDisabled true if a build waits for the end of the previous build
 * @param buildsToKeep how many ended builds the job keeps; empty for all
 * @param daysToKeep how many days the job keeps an ended build; empty for ever
 */
public record DeclaredJobProperties(
        List<PipelineParameter> parameters,
        boolean concurrentBuildsDisabled,
        OptionalLong buildsToKeep,
        OptionalLong daysToKeep) {
    static final DeclaredJobProperties NONE =
            new DeclaredJobProperties(List.of(), false, OptionalLong.empty(), OptionalLong.empty());
}
