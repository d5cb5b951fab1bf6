package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineSourcesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            git | git_source: {url: 'ssh://git@git.example.com:7999/acme/web.git'} | ssh://git.example.com:7999/acme/web
            github | github_source: {owner: acme, repo: web} | https://github.com/acme/web
            github | github_source: {owner: acme, repo: web, api_uri: 'https://api.github.com/'} | https://github.com/acme/web
            github | github_source: {owner: acme, repo: web, api_uri: 'https://ghe.example.com/api/v3'} | https://ghe.example.com/acme/web
            github | github_source: {owner: acme, repo: web, api_uri: 'https://api.acme.ghe.com'} | https://acme.ghe.com/acme/web
            gitlab | gitlab_source: {owner: acme, repo: web} | https://gitlab.com/acme/web
            gitlab | gitlab_source: {owner: jane, repo: acme/tools/web, server_name: default} | https://gitlab.com/acme/tools/web
            gitlab | gitlab_source: {owner: acme, repo: web, server_name: 'https://gitlab.example.com'} | https://gitlab.example.com/acme/web
            gitlab | gitlab_source: {owner: acme, repo: web, api_uri: 'https://gitlab.example.com/api/v4/'} | https://gitlab.example.com/acme/web
            gitlab | gitlab_source: {owner: acme, repo: web, server_name: ours} | https://anything.example.com/acme/web
            bitbucket_server | bitbucket_server_source: {owner: acme, repo: web} | https://bitbucket.org/acme/web
            bitbucket_server | bitbucket_server_source: {owner: acme, repo: web, api_uri: 'https://bitbucket.org'} | https://bitbucket.org/acme/web
            bitbucket_server | bitbucket_server_source: {owner: ACME, repo: web, api_uri: 'https://bb.example.com/bitbucket/'} | https://bb.example.com/bitbucket/scm/acme/web.git
            """)
    void aSourceIsTheRepositoryOfItsUrl(String type, String source, String url) {
        assertThat(PipelineSources.isOneOf(
                        pipeline(type, source),
                        Set.of(RepositoryAddress.parse(url).orElseThrow())))
                .isTrue();
        assertThat(PipelineSources.isOneOf(
                        pipeline(type, source),
                        Set.of(RepositoryAddress.parse(url + "-2").orElseThrow())))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source_type: github",
                "source_type: github, github_source: {owner: acme}",
                "source_type: gitlab, gitlab_source: {repo: web}",
                "source_type: git, git_source: {}",
                "source_type: svn, svn_source: {remote: 'https://github.com/acme/web'}",
                "source_type: other, git_source: {url: 'https://github.com/acme/web'}",
                "git_source: {url: 'https://github.com/acme/web'}"
            })
    void aSourceThatIsNotThereMatchesNothing(String spec) {
        Pipeline pipeline = Serialization.unmarshal(
                "metadata: {name: web}\nspec: {type: multi-branch-pipeline," + " multi_branch_pipeline: {name: web, "
                        + spec + "}}",
                Pipeline.class);

        assertThat(PipelineSources.isOneOf(pipeline, Set.of(new RepositoryAddress("github.com", "acme/web"))))
                .isFalse();
    }

    private static Pipeline pipeline(String type, String source) {
        return Serialization.unmarshal(
                "metadata: {name: web}\nspec: {type: multi-branch-pipeline,"
                        + " multi_branch_pipeline: {name: web, source_type: " + type + ", " + source + "}}",
                Pipeline.class);
    }
}
