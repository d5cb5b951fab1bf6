package io.jenkins.plugins.kubesphere.devops.realjenkins;

import java.lang.module.ModuleDescriptor.Version;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Which plugins must be there, with all that these require in turn, and in which version at least. */
public final class PluginNeeds {
    private final PluginFolder folder;
    private final Deque<PluginFile> open = new ArrayDeque<>();
    private final TreeMap<String, MissingPlugin> missing = new TreeMap<>();

    private PluginNeeds(PluginFolder folder) {
        this.folder = folder;
    }

    /**
     * A plugin that is not there, or too old.
     *
     * @param lowest version that would do; empty if any would
     * @param found version that is there; empty if none is
     * @param by who needs it, the name of a plugin or a word for people
     */
    public record MissingPlugin(String name, String lowest, String found, String by) {
        @Override
        public String toString() {
            return name + (lowest.isEmpty() ? "" : " " + lowest + " or newer")
                    + (found.isEmpty() ? " is missing" : " is needed, it is " + found) + " (required by " + by + ")";
        }

        /** As the plugin installation tool of Jenkins' image takes it. */
        public String asArgument() {
            return lowest.isEmpty() ? name : name + ":" + lowest;
        }
    }

    /**
     * What is missing or too old in a folder, by name.
     *
     * @param plugin whose requirements must be met; it is not looked for itself
     * @param more names that must be there in any version
     * @param reason why they must
     */
    public static List<MissingPlugin> missing(
            PluginFolder folder, PluginFile plugin, List<String> more, String reason) {
        PluginNeeds needs = new PluginNeeds(folder);
        more.forEach(name -> needs.need(name, "", reason));
        needs.open.add(plugin);
        Set<String> seen = new HashSet<>();
        while (!needs.open.isEmpty()) {
            PluginFile next = needs.open.pop();
            if (seen.add(next.name())) {
                next.required().forEach((name, lowest) -> needs.need(name, lowest, next.name()));
                next.optional().forEach((name, lowest) -> {
                    if (folder.find(name).isPresent()) {
                        needs.need(name, lowest, next.name());
                    }
                });
            }
        }
        return List.copyOf(needs.missing.values());
    }

    private void need(String name, String lowest, String by) {
        PluginFile plugin = folder.find(name).orElse(null);
        if (plugin != null) {
            open.add(plugin);
        }
        if (plugin == null || older(plugin.version(), lowest)) {
            missing.merge(
                    name,
                    new MissingPlugin(name, lowest, plugin == null ? "" : plugin.version(), by),
                    (one, other) -> older(one.lowest(), other.lowest()) ? other : one);
        }
    }

    /** Versions count in numbers first; what follows, a hash of the commit for example, says nothing of the order. */
    private static boolean older(String version, String than) {
        return !than.isEmpty() && numbers(version).compareTo(numbers(than)) < 0;
    }

    private static Version numbers(String version) {
        return Version.parse(
                version.replaceFirst("^((?:\\d+[.-])*\\d+)?.*$", "0$1").replace('-', '.'));
    }
}
