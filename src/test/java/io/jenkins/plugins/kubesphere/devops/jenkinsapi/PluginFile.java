package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * A plugin as its manifest describes it.
 *
 * @param required names of the plugins that must be there
 * @param optional names of the plugins that it uses when they are there
 */
public record PluginFile(Path file, String name, String version, List<String> required, List<String> optional) {
    private static final String OPTIONAL = ";resolution:=optional";

    /** Reads the manifest of an .hpi, a .jpi, or the jar of a plugin. */
    public static PluginFile of(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            List<String> required = new ArrayList<>();
            List<String> optional = new ArrayList<>();
            String dependencies = manifest.getValue("Plugin-Dependencies");
            for (String dependency : dependencies == null ? new String[0] : dependencies.split(",", -1)) {
                List<String> names = dependency.endsWith(OPTIONAL) ? optional : required;
                names.add(dependency.substring(0, dependency.indexOf(':')).trim());
            }
            return new PluginFile(
                    file,
                    manifest.getValue("Short-Name"),
                    manifest.getValue("Plugin-Version"),
                    List.copyOf(required),
                    List.copyOf(optional));
        }
    }

    /** What {@link ClassFiles#origin} says for the plugin's classes. */
    String origin() {
        return origin(name);
    }

    static String origin(String name) {
        return "plugin " + name;
    }
}
