package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that a field is refused if Jenkins does not run the plugin that it needs. The message names the plugin. */
class MissingBranchPluginsTest extends BranchSpecTestCase {
    @ParameterizedTest
    @CsvSource({
        "git, git",
        "github, github-branch-source",
        "gitlab, gitlab-branch-source",
        "bitbucket_server, cloudbees-bitbucket-branch-source",
        "svn, subversion",
        "single_svn, subversion"
    })
    void aSourceWithoutItsPluginIsRefused(String type, String plugin) {
        List<String> requestedPlugins = new ArrayList<>();
        MultiBranchJobRenderer rendererWithoutPlugins = new MultiBranchJobRenderer(name -> {
            requestedPlugins.add(name);
            return false;
        });
        JobRequest request =
                requestWithHostedSource(type, "owner: a, repo: b, url: 'https://h/r', remote: 'https://h/r'");
        assertThatThrownBy(() -> rendererWithoutPlugins.create(request))
                .isInstanceOfSatisfying(EngineRefusalException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.PLUGIN_MISSING))
                .hasMessage(AT + type + "_source needs the plugin " + plugin
                        + ", which Jenkins does not run; install it and restart Jenkins");
        assertThat(requestedPlugins).containsExactly(plugin);
        assertThat(jobs.create(request).changed()).isTrue();
    }

    @Test
    void jobTriggersWithoutTheirPluginAreRefused() {
        MultiBranchJobRenderer rendererWithGit = new MultiBranchJobRenderer("git"::equals);
        JobRequest request =
                JobRequests.branches(GIT + "multibranch_job_trigger: {create_action_job_to_trigger: deploy}");
        assertThatThrownBy(() -> rendererWithGit.create(request))
                .isInstanceOfSatisfying(EngineRefusalException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.PLUGIN_MISSING))
                .hasMessage(
                        AT + "multibranch_job_trigger needs the plugin multibranch-action-triggers, which Jenkins does"
                                + " not run; install it and restart Jenkins, or remove the field");
        JobRequest nothing =
                JobRequests.branches(GIT + "multibranch_job_trigger: {create_action_job_to_trigger: ' , '}");
        assertThat(rendererWithGit.create(nothing).xml())
                .isEqualTo(rendererWithGit.create(JobRequests.branches(GIT)).xml());
    }

    /** Without the field, no plugin is needed. The value false needs the plugin. */
    @ParameterizedTest
    @CsvSource({"github, github-branch-source", "bitbucket_server, cloudbees-bitbucket-branch-source"})
    void skippedNotificationsWithoutTheirPluginAreRefused(String type, String source) {
        MultiBranchJobRenderer rendererWithSource = new MultiBranchJobRenderer(source::equals);
        assertThat(rendererWithSource
                        .create(requestWithHostedSource(type, "owner: a, repo: b"))
                        .xml())
                .doesNotContain("SkipNotifications");
        assertThat(jobs.create(requestWithHostedSource(type, "owner: a, repo: b"))
                        .xml())
                .contains("SkipNotifications");
        assertThatThrownBy(() -> rendererWithSource.create(
                        requestWithHostedSource(type, "owner: a, repo: b, accept_jenkins_notification: false")))
                .isInstanceOfSatisfying(EngineRefusalException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.PLUGIN_MISSING))
                .hasMessage(AT + type
                        + "_source.accept_jenkins_notification needs the plugin skip-notifications-trait, which"
                        + " Jenkins does not run; install it and restart Jenkins, or set it to true");
    }
}
