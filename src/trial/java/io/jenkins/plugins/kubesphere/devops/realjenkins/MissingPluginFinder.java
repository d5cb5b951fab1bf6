package io.jenkins.plugins.kubesphere.devops.realjenkins;

import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
     * @param minimumVersion the minimum version; empty if any version is sufficient
     * @param installedVersion the installed version; empty if the plugin is missing
     * @param requiredBy who requires the plugin: the name of another plugin, or a text for the user
     */
    public record MissingPlugin(String name, String minimumVersion, String installedVersion, String requiredBy) {
        @Override
        public String toString() {
            return name + (minimumVersion.isEmpty() ? "" : " " + minimumVersion + " or newer")
                    + (installedVersion.isEmpty()
                            ? " is missing"
                            : " is needed, but " + installedVersion + " is installed")
                    + " (required by " + requiredBy + ")";
        }

        /** Returns the plugin as an argument for the plugin installation tool of the Jenkins image. */
        public String asArgument() {
            return minimumVersion.isEmpty() ? name : name + ":" + minimumVersion;
        }
    }

    /**
     * Returns the plugins that are missing or too old in a folder, sorted by name.
     *
     * @param plugin the plugin whose requirements are checked; it need not be in the folder itself
     * @param otherPlugins names of other plugins that must be in the folder, in any version
     * @param reason what requires these other plugins, as a text for the user
     */
    public static List<MissingPlugin> findMissing(
            PluginFolder folder, PluginFile plugin, List<String> otherPlugins, String reason) {
        MissingPluginFinder finder = new MissingPluginFinder(folder);
        otherPlugins.forEach(name -> finder.check(name, "", reason));
        finder.unchecked.add(plugin);
        Set<String> seen = new HashSet<>();
        while (!finder.unchecked.isEmpty()) {
            PluginFile next = finder.unchecked.pop();
            if (seen.add(next.name())) {
                next.required().forEach((name, minimumVersion) -> finder.check(name, minimumVersion, next.name()));
                next.optional().forEach((name, minimumVersion) -> {
                    if (folder.find(name).isPresent()) {
                        finder.check(name, minimumVersion, next.name());
                    }
                });
            }
        }
        return List.copyOf(finder.missing.values());
    }

    /**
     * Returns the message about missing plugins, with a command that downloads them.
     *
     * @param war the jenkins.war for that command
     * @param folder the folder in which the plugins are missing
     */
    public static String describe(List<MissingPlugin> missing, Path war, Path folder) {
        return "plugins in " + folder + " are missing or too old:\n"
                + missing.stream().map(plugin -> "  " + plugin).collect(Collectors.joining("\n"))
                + "\nPut them there (https://plugins.jenkins.io), with the plugins that they require. The tool of the"
                + " Jenkins image does it:"
                + "\n  jenkins-plugin-cli --war " + war + " --plugin-download-directory " + folder + " --plugins "
                + missing.stream().map(MissingPlugin::asArgument).collect(Collectors.joining(" "));
    }

    private void check(String name, String minimumVersion, String requiredBy) {
        PluginFile plugin = folder.find(name).orElse(null);
        if (plugin != null) {
            unchecked.add(plugin);
        }
        if (plugin == null || isOlder(plugin.version(), minimumVersion)) {
            missing.merge(
                    name,
                    new MissingPlugin(name, minimumVersion, plugin == null ? "" : plugin.version(), requiredBy),
                    (first, other) -> isOlder(first.minimumVersion(), other.minimumVersion()) ? other : first);
        }
    }

    /** Compares only the numbers at the start of a version. The rest, such as the hash of a commit, has no order. */
    private static boolean isOlder(String version, String minimumVersion) {
        return !minimumVersion.isEmpty() && numbers(version).compareTo(numbers(minimumVersion)) < 0;
    }

    private static Version numbers(String version) {
        return Version.parse(
                version.replaceFirst("^((?:\\d+[.-])*\\d+)?.*$", "0$1").replace('-', '.'));
    }
}
