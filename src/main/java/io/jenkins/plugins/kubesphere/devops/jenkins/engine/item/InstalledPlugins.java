package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import hudson.PluginWrapper;
import jenkins.model.Jenkins;

/** Which of the plugins that we can do without Jenkins runs. */
final class InstalledPlugins {
    private InstalledPlugins() {}

    /**
     * Whether objects of a plugin's classes can be loaded now. One that is installed while Jenkins runs counts at once, one
     * that is removed stays until the restart.
     *
     * @param shortName the plugin's id
     */
    static boolean isActive(String shortName) {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin(shortName);
        return plugin != null && plugin.isActive();
    }
}
