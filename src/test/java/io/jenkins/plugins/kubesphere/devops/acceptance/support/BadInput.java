package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.engine.NoScmPipelineBuilder;

/** What is wrong, where it ends and what the user reads: the rows of docs/bad-input.md. The words are a contract. */
public abstract class BadInput extends AcceptanceTestCase {
    public static PipelineSpec inline(String name, String jenkinsfile, PipelineParameter... parameters) {
        return NoScmPipelineBuilder.named(name)
                .parameters(parameters)
                .jenkinsfile(jenkinsfile)
                .spec();
    }
}
