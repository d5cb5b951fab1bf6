package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a declarative Jenkinsfile says about its job, and not about one build.
 *
 * @param parameters in their order
 * @param oneAtATime whether a build waits for the end of the one before
 * @param buildsToKeep how many builds that are over the job keeps
 * @param daysToKeep for how long it keeps them
 */
public record DeclaredJobProperties(
        List<PipelineParameter> parameters, boolean oneAtATime, OptionalLong buildsToKeep, OptionalLong daysToKeep) {
    static final DeclaredJobProperties NONE =
            new DeclaredJobProperties(List.of(), false, OptionalLong.empty(), OptionalLong.empty());
}
