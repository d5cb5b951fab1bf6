package io.jenkins.plugins.kubesphere.devops.realjenkins;

import java.lang.module.ModuleDescriptor.Version;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Finds the plugins that a plugin requires, directly or indirectly, and that are missing or too old. */
public final class MissingPluginFinder {
    private final PluginFolder folder;
    private final Deque<PluginFile> unchecked = new ArrayDeque<>();
    private final TreeMap<String, MissingPlugin> missing = new TreeMap<>();

    private MissingPluginFinder(PluginFolder folder) {
        this.folder = folder;
    }

    /**
     * A plugin that is missing or too old.
     *
     * @param lowest the minimum version; empty if any version is sufficient
     * @param found the installed version; empty if the plugin is missing
     * @param by who requires the plugin: the name of another plugin, or a text for the user
     */
    public record MissingPlugin(String name, String lowest, String found, String by) {
        @Override
        public String toString() {
            return name + (lowest.isEmpty() ? "" : " " + lowest + " or newer")
                    + (found.isEmpty() ? " is missing" : " is needed, but " + found + " is installed")
                    + " (required by " + by + ")";
        }

        /** Returns the plugin as an argument for the plugin installation tool of the Jenkins image. */
        public String asArgument() {
            return lowest.isEmpty() ? name : name + ":" + lowest;
        }
    }

    /**
     * Returns the plugins that are missing or too old in a folder, sorted by name.
     *
     * @param plugin the plugin whose requirements are checked; it need not be in the folder itself
     * @param more names of other plugins that must be in the folder, in any version
     * @param reason what requires these other plugins, as a text for the user
     */
    public static List<MissingPlugin> findMissing(
            PluginFolder folder, PluginFile plugin, List<String> more, String reason) {
        MissingPluginFinder needs = new MissingPluginFinder(folder);
        more.forEach(name -> needs.check(name, "", reason));
        needs.unchecked.add(plugin);
        Set<String> seen = new HashSet<>();
        while (!needs.unchecked.isEmpty()) {
            PluginFile next = needs.unchecked.pop();
            if (seen.add(next.name())) {
                next.required().forEach((name, lowest) -> needs.check(name, lowest, next.name()));
                next.optional().forEach((name, lowest) -> {
                    if (folder.find(name).isPresent()) {
                        needs.check(name, lowest, next.name());
                    }
                });
            }
        }
        return List.copyOf(needs.missing.values());
    }

    private void check(String name, String lowest, String by) {
        PluginFile plugin = folder.find(name).orElse(null);
        if (plugin != null) {
            unchecked.add(plugin);
        }
        if (plugin == null || isOlder(plugin.version(), lowest)) {
            missing.merge(
                    name,
                    new MissingPlugin(name, lowest, plugin == null ? "" : plugin.version(), by),
                    (first, other) -> isOlder(first.lowest(), other.lowest()) ? other : first);
        }
    }

    /** Compares only the numbers at the start of a version. The rest, such as the hash of a commit, has no order. */
    private static boolean isOlder(String version, String than) {
        return !than.isEmpty() && numbers(version).compareTo(numbers(than)) < 0;
    }

    private static Version numbers(String version) {
        return Version.parse(
                version.replaceFirst("^((?:\\d+[.-])*\\d+)?.*$", "0$1").replace('-', '.'));
    }
}
