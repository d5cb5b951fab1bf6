package io.jenkins.plugins.kubesphere.devops.acceptance;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterDefinition;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import java.util.List;

/** What is wrong, where it ends and what the user reads: the rows of docs/bad-input.md. The words are a contract. */
abstract class BadInput extends OnTarget {
    static PipelineSpec inline(String name, String jenkinsfile, ParameterDefinition... parameters) {
        return new PipelineSpec(
                "pipeline",
                new NoScmPipeline(name, null, null, List.of(parameters), null, null, null, null, jenkinsfile),
                null);
    }
}
