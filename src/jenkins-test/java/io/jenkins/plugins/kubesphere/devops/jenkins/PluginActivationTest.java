package io.jenkins.plugins.kubesphere.devops.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.PluginWrapper;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Checks the plugin in a Jenkins: it is active with its dependencies, and Jenkins finds its extensions. */
@WithJenkins
class PluginActivationTest {

    @Test
    void pluginIsActive(JenkinsRule jenkins) {
        PluginWrapper plugin = jenkins.getPluginManager().getPlugin("kubesphere-devops");
        assertThat(plugin).as("kubesphere-devops among the plugins").isNotNull();
        assertThat(plugin.isActive()).as("active").isTrue();
        assertThat(jenkins.getPluginManager().getFailedPlugins()).isEmpty();
    }

    @Test
    void extensionIsFound(JenkinsRule jenkins) {
        assertThat(ExtensionList.lookup(JenkinsLifecycleListener.class)).hasSize(1);
    }
}
