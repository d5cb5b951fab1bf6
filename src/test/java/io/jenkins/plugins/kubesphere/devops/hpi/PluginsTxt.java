package io.jenkins.plugins.kubesphere.devops.hpi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a plugins.txt: the plugins of the image. A comment such as {@code # needed, 1.0 or newer} or
 * {@code # optional, 1.0 or newer} marks those that our plugin uses, and the oldest version that it takes.
 */
public final class PluginsTxt {
    private static final Pattern LINE =
            Pattern.compile("([a-z0-9-]+):(\\S+)(?: # (needed|optional), (\\S+) or newer)?");

    private final List<Plugin> plugins;

    private PluginsTxt(List<Plugin> plugins) {
        this.plugins = plugins;
    }

    /** Each line is blank, a comment, or a plugin with or without a mark. */
    public static PluginsTxt read(Path file) throws IOException {
        return new PluginsTxt(Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> plugin(file, line))
                .toList());
    }

    private static Plugin plugin(Path file, String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError(file + " has the line \"" + line + "\"; write name:version,"
                    + " name:version # needed, oldest or newer, or name:version # optional, oldest or newer");
        }
        return new Plugin(
                matcher.group(1),
                matcher.group(2),
                Objects.toString(matcher.group(3), ""),
                Objects.toString(matcher.group(4), ""));
    }

    /** @return the version of each plugin in the image, by its short name */
    public Map<String, String> versions() {
        return plugins.stream()
                .collect(Collectors.toMap(Plugin::name, Plugin::version, (one, other) -> other, TreeMap::new));
    }

    /**
     * @return the oldest version that ours takes of each plugin without which Jenkins does not load it, by short name
     */
    public Map<String, String> needed() {
        return plugins.stream()
                .filter(plugin -> plugin.mark().equals("needed"))
                .collect(Collectors.toMap(Plugin::name, Plugin::oldest, (one, other) -> other, TreeMap::new));
    }

    /** @return the value of Plugin-Dependencies in the manifest, sorted */
    public List<String> dependencies() {
        return plugins.stream()
                .filter(plugin -> !plugin.mark().isEmpty())
                .map(plugin -> plugin.name() + ":" + plugin.oldest()
                        + (plugin.mark().equals("optional") ? ";resolution:=optional" : ""))
                .sorted()
                .toList();
    }

    /**
     * @param mark needed, optional, or empty
     * @param oldest the oldest version that ours takes; empty without a mark
     */
    private record Plugin(String name, String version, String mark, String oldest) {}
}
