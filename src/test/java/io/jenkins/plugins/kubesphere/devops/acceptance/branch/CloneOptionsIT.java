package io.jenkins.plugins.kubesphere.devops.acceptance.branch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.RepositoryTestCase;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import org.junit.jupiter.api.Test;

/** Jenkins clones a branch as the Pipeline says. Golden files do not show whether Jenkins has the classes that a job names. */
class CloneOptionsIT extends RepositoryTestCase {
    @Test
    void aShallowCloneHasTheDepthOfThePipeline() {
        git.commit("main", "Jenkinsfile", "node { checkout scm }");
        awaitFirstScan(scenario.apply(
                Pipeline.class,
                yaml("web")
                        .replace(
                                "discover_tags: true",
                                "discover_tags: true, git_clone_option: {shallow: true, depth: 3, timeout: 7}")));

        PipelineRun run = scenario.awaitEnd(run("web-1", "main", "branch"));

        assertThat(scenario.log(run)).contains("--depth=3", "# timeout=7");
        assertThat(controller.homeFolder().readConfigXml(scenario.job("web")))
                .contains("<extension class=\"hudson.plugins.git.extensions.impl.CloneOption\">");
    }
}
