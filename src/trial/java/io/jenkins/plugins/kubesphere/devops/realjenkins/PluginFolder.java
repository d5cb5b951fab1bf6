package io.jenkins.plugins.kubesphere.devops.realjenkins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads the plugins of a folder: its .hpi and .jpi files. Ignores a plugin that a file {@code NAME.jpi.disabled}
 * disables.
 */
public final class PluginFolder {
    private final SortedMap<String, PluginFile> plugins;

    private PluginFolder(SortedMap<String, PluginFile> plugins) {
        this.plugins = plugins;
    }

    /**
     * @throws IOException if the folder cannot be read, or contains a file that is not a plugin; the message names the
     *     file
     */
    public static PluginFolder read(Path folder) throws IOException {
        SortedMap<String, PluginFile> plugins = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            // If a plugin has two files, Jenkins uses the .jpi. It comes last in this order, so it replaces the .hpi.
            for (Path file : files.filter(PluginFolder::isPlugin).sorted().toList()) {
                PluginFile plugin = PluginFile.read(file);
                plugins.put(plugin.name(), plugin);
            }
        }
        return new PluginFolder(plugins);
    }

    private static boolean isPlugin(Path file) {
        String name = file.getFileName().toString();
        return name.matches(".+\\.[hj]pi")
                && Files.isRegularFile(file)
                && !Files.exists(file.resolveSibling(name + ".disabled"))
                && !Files.exists(file.resolveSibling(name.replaceFirst("\\.[hj]pi$", ".jpi.disabled")));
    }

    public Optional<PluginFile> find(String name) {
        return Optional.ofNullable(plugins.get(name));
    }

    public Collection<PluginFile> all() {
        return Collections.unmodifiableCollection(plugins.values());
    }
}
