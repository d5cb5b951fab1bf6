package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import hudson.PluginWrapper;
import jenkins.model.Jenkins;

/** Tells whether Jenkins runs an optional plugin. */
final class ActivePlugins {
    private ActivePlugins() {}

    /**
     * Whether Jenkins can load objects of the plugin's classes now. A plugin that is installed while Jenkins runs is
     * active at once; a removed plugin is active until the next restart.
     *
     * @param shortName the plugin's id
     */
    static boolean contains(String shortName) {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin(shortName);
        return plugin != null && plugin.isActive();
    }
}
