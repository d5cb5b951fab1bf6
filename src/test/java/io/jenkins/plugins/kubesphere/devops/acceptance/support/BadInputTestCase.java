package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;

/**
 * Base class of tests with bad input. docs/bad-input.md has a row for each kind of bad input: what happens, and which
 * message the user reads. The messages are a contract.
 */
public abstract class BadInputTestCase extends AcceptanceTestCase {
    protected static PipelineSpec inline(String name, String jenkinsfile, PipelineParameter... parameters) {
        return NoScmPipelineBuilder.named(name)
                .parameters(parameters)
                .jenkinsfile(jenkinsfile)
                .spec();
    }
}
