package io.jenkins.plugins.kubesphere.devops.acceptance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTargetFactory;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests the messages of a Pipeline that needs a plugin which Jenkins does not run. Needs a real controller, which is
 * started without these plugins.
 */
class MissingPluginsIT extends AcceptanceTestCase {
    @Override
    protected AcceptanceTarget target(AcceptanceTargetFactory targets) {
        return targets.controller();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "github, github-branch-source",
        "gitlab, gitlab-branch-source",
        "bitbucket_server, cloudbees-bitbucket-branch-source",
        "svn, subversion",
        "single_svn, subversion"
    })
    void theMessageOfASourceNamesTheMissingPlugin(String type, String plugin) {
        Pipeline pipeline = scenario.apply(Pipeline.class, """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: Pipeline
                metadata: {name: web, namespace: NAMESPACE}
                spec:
                  type: multi-branch-pipeline
                  multi_branch_pipeline:
                    name: web
                    script_path: Jenkinsfile
                    source_type: %1$s
                    %1$s_source: {%2$s}
                """.formatted(
                type, type.endsWith("svn") ? "remote: 'https://svn.example.com/web'" : "owner: example, repo: web"));

        assertThat(scenario.awaitReason(pipeline, "Ready", "PluginMissing"))
                .isEqualTo("Pipeline " + scenario.namespace + "/web: spec.multi_branch_pipeline." + type
                        + "_source needs the plugin " + plugin
                        + ", which Jenkins does not run; install it and restart Jenkins");
        assertThat(scenario.target.hasJob(scenario.job("web"))).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "multi_branch_pipeline.multibranch_job_trigger | multibranch-action-triggers | remove the field"
                        + " | {type: multi-branch-pipeline, multi_branch_pipeline: {name: web, script_path: Jenkinsfile,"
                        + " source_type: git, git_source: {url: 'https://git.example.com/web'},"
                        + " multibranch_job_trigger: {create_action_job_to_trigger: deploy}}}",
                "pipeline.generic_webhook | generic-webhook-trigger | set enable to false"
                        + " | {type: pipeline, pipeline: {name: web, jenkinsfile: echo 1,"
                        + " generic_webhook: {enable: true, token: t0ken}}}"
            })
    void theMessageOfAFieldNamesTheMissingPluginAndTheAlternative(
            String field, String plugin, String cure, String spec) {
        Pipeline pipeline = scenario.apply(Pipeline.class, """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: Pipeline
                metadata: {name: web, namespace: NAMESPACE}
                spec: %s
                """.formatted(spec));

        assertThat(scenario.awaitReason(pipeline, "Ready", "PluginMissing"))
                .isEqualTo("Pipeline " + scenario.namespace + "/web: spec." + field + " needs the plugin " + plugin
                        + ", which Jenkins does not run; install it and restart Jenkins, or " + cure);
        assertThat(scenario.target.hasJob(scenario.job("web"))).isFalse();
    }
}
