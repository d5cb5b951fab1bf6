package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What of a home a copy of it does without, and why. */
final class HomeRules {
    private static final String EXPLODED = "plugins as Jenkins unpacked them";
    private static final String HIDDEN = "hidden files";
    private static final String BUILDS = "builds";
    private static final String WORKSPACES = "workspaces";

    /** Of the home itself, by name. */
    private static final Map<String, String> TOP = Map.ofEntries(
            Map.entry("workspace", WORKSPACES),
            Map.entry("nodes", "agents, which are connected to the original"),
            Map.entry("queue.xml", "the queue"),
            Map.entry("fingerprints", BUILDS),
            Map.entry("caches", "caches"),
            Map.entry("war", "the unpacked war"),
            Map.entry("logs", "logs"),
            Map.entry("tools", "installed tools"),
            Map.entry("updates", "news of the update centre"),
            Map.entry("config-history", "the history of configurations"),
            // From it Jenkins derives the id by which our plugin knows a home again. A copy is another one.
            Map.entry("secret.key", "the home's identity"),
            Map.entry("identity.key.enc", "the home's identity"),
            // Its port would be open to all the world, or taken.
            Map.entry("org.jenkinsci.main.modules.sshd.SSHD.xml", "the SSH port"),
            Map.entry(
                    "io.jenkins.plugins.kubesphere.devops.jenkins.admin.DevOpsConfiguration.xml",
                    "the configuration of our plugin"));

    private static final Pattern LOG = Pattern.compile(".*\\.log(\\.\\d+)?");
    private static final Pattern OURS = Pattern.compile("kubesphere-devops\\.[hj]pi(\\..*)?");

    /** Below them are items, each in a folder of its own: jobs and folders, and the branches of a multi-branch project. */
    private static final Set<String> ITEMS = Set.of("jobs", "branches");

    private static final Set<String> OF_ITEM =
            Set.of("builds", "lastStable", "lastSuccessful", "indexing", "computation");

    private HomeRules() {}

    /**
     * Why a file or folder is left out; empty if it is copied.
     *
     * @param relative its path in the home
     * @param folder whether it is a folder
     */
    static Optional<String> leftOut(Path relative, boolean folder) {
        String name = relative.getFileName().toString();
        if (relative.getNameCount() == 1) {
            if (TOP.containsKey(name)) {
                return Optional.of(TOP.get(name));
            }
            if (name.startsWith(".")) {
                return Optional.of(HIDDEN);
            }
            return LOG.matcher(name).matches() ? Optional.of("logs") : Optional.empty();
        }
        if (relative.getNameCount() == 2 && relative.startsWith("plugins")) {
            if (folder) {
                return Optional.of(EXPLODED);
            }
            return OURS.matcher(name).matches() ? Optional.of("our plugin") : Optional.empty();
        }
        if (!isItem(relative.getParent())) {
            return Optional.empty();
        }
        if (OF_ITEM.contains(name)) {
            return Optional.of(BUILDS);
        }
        return name.equals("workspace") ? Optional.of(WORKSPACES) : Optional.empty();
    }

    /** A job may be called builds, or jobs, so the place decides: every second name from the home on is one of a list of items. */
    private static boolean isItem(Path folder) {
        if (folder.getNameCount() % 2 != 0) {
            return false;
        }
        for (int i = 0; i < folder.getNameCount(); i += 2) {
            if (!ITEMS.contains(folder.getName(i).toString())) {
                return false;
            }
        }
        return true;
    }
}
