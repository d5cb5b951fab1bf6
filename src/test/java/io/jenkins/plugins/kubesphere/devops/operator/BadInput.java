package io.jenkins.plugins.kubesphere.devops.operator;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterDefinition;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong, where it ends and what the user reads: the rows of docs/bad-input.md. The words are a contract. */
@WithCluster
abstract class BadInput {
    static final Duration PATIENCE = Duration.ofSeconds(6);

    @TempDir
    Path state;

    Loop loop;

    @BeforeEach
    void start(Config config) {
        loop = Loop.start(config, state, PATIENCE);
    }

    @AfterEach
    void close() {
        loop.close();
    }

    static PipelineSpec inline(String name, String jenkinsfile, ParameterDefinition... parameters) {
        return new PipelineSpec(
                "pipeline",
                new NoScmPipeline(name, null, null, List.of(parameters), null, null, null, null, jenkinsfile),
                null);
    }
}
