package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides which files and folders of a home are not copied. */
final class HomeCopyFilter {
    private static final String UNPACKED_PLUGINS = "unpacked plugins";
    private static final String HIDDEN = "hidden files";
    private static final String BUILDS = "builds";
    private static final String WORKSPACES = "workspaces";

    /**
     * The files and folders directly in the home that are not copied: the name, and the kind as a text for the user.
     */
    private static final Map<String, String> TOP_LEVEL_KINDS = Map.ofEntries(
            Map.entry("workspace", WORKSPACES),
            Map.entry("nodes", "agents, which are connected to the original"),
            Map.entry("queue.xml", "the queue"),
            Map.entry("fingerprints", BUILDS),
            Map.entry("caches", "caches"),
            Map.entry("war", "the unpacked war"),
            Map.entry("logs", "logs"),
            Map.entry("tools", "installed tools"),
            Map.entry("updates", "data of the update center"),
            Map.entry("config-history", "the history of configurations"),
            // Jenkins derives the instance id from this file. A copy is another instance.
            Map.entry("secret.key", "the identity of the home"),
            Map.entry("identity.key.enc", "the identity of the home"),
            // The port would be open to the network, or already in use.
            Map.entry("org.jenkinsci.main.modules.sshd.SSHD.xml", "the SSH port"),
            Map.entry(
                    "io.jenkins.plugins.kubesphere.devops.jenkins.admin.DevOpsConfiguration.xml",
                    "the configuration of our plugin"));

    private static final Pattern LOG = Pattern.compile(".*\\.log(\\.\\d+)?");
    private static final Pattern OUR_PLUGIN = Pattern.compile("kubesphere-devops\\.[hj]pi(\\..*)?");

    /**
     * Folders that contain items, each in a folder of its own: jobs, folders, and branches of a multi-branch project.
     */
    private static final Set<String> ITEM_LISTS = Set.of("jobs", "branches");

    /** Entries in the folder of an item that belong to its builds. */
    private static final Set<String> BUILD_ENTRIES =
            Set.of("builds", "lastStable", "lastSuccessful", "indexing", "computation");

    private HomeCopyFilter() {}

    /**
     * Returns the kind of a file or folder that is not copied, as a text for the user; empty if it is copied.
     *
     * @param relativePath path relative to the home
     * @param isFolder true for a folder
     */
    static Optional<String> findOmittedKind(Path relativePath, boolean isFolder) {
        String name = relativePath.getFileName().toString();
        if (relativePath.getNameCount() == 1) {
            if (TOP_LEVEL_KINDS.containsKey(name)) {
                return Optional.of(TOP_LEVEL_KINDS.get(name));
            }
            if (name.startsWith(".")) {
                return Optional.of(HIDDEN);
            }
            return LOG.matcher(name).matches() ? Optional.of("logs") : Optional.empty();
        }
        if (relativePath.getNameCount() == 2 && relativePath.startsWith("plugins")) {
            if (isFolder) {
                return Optional.of(UNPACKED_PLUGINS);
            }
            return OUR_PLUGIN.matcher(name).matches() ? Optional.of("our plugin") : Optional.empty();
        }
        if (!isItem(relativePath.getParent())) {
            return Optional.empty();
        }
        if (BUILD_ENTRIES.contains(name)) {
            return Optional.of(BUILDS);
        }
        return name.equals("workspace") ? Optional.of(WORKSPACES) : Optional.empty();
    }

    /**
     * Returns true for the folder of an item. The name alone is not sufficient, because a job can be named "builds" or
     * "jobs". In the path of an item, the names of lists and items alternate: {@code jobs/demo/jobs/web}.
     */
    private static boolean isItem(Path folder) {
        if (folder.getNameCount() % 2 != 0) {
            return false;
        }
        for (int i = 0; i < folder.getNameCount(); i += 2) {
            if (!ITEM_LISTS.contains(folder.getName(i).toString())) {
                return false;
            }
        }
        return true;
    }
}
