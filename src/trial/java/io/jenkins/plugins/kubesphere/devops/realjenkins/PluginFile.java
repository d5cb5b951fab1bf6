package io.jenkins.plugins.kubesphere.devops.realjenkins;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipException;

/**
 * A plugin file with the content of its manifest.
 *
 * @param required plugins that must be installed, each with its minimum version
 * @param optional plugins that the plugin uses if they are installed, each with its minimum version
 */
public record PluginFile(
        Path file,
        String name,
        String version,
        SortedMap<String, String> required,
        SortedMap<String, String> optional) {
    private static final String OPTIONAL = ";resolution:=optional";

    /**
     * Reads the manifest of an .hpi, a .jpi, or the jar of a plugin.
     *
     * @throws IOException if the file is not a plugin; the message names the file
     */
    public static PluginFile read(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            Attributes manifest = jar.getManifest() == null
                    ? new Attributes()
                    : jar.getManifest().getMainAttributes();
            String name = manifest.getValue("Short-Name");
            if (name == null) {
                throw new IOException(file + " is not a plugin: its manifest has no Short-Name");
            }
            SortedMap<String, String> required = new TreeMap<>();
            SortedMap<String, String> optional = new TreeMap<>();
            String dependencies = manifest.getValue("Plugin-Dependencies");
            for (String dependency : dependencies == null ? new String[0] : dependencies.split(",", -1)) {
                String[] parts = dependency.strip().split("[:;]", -1);
                (dependency.endsWith(OPTIONAL) ? optional : required).put(parts[0], parts[1]);
            }
            return new PluginFile(
                    file,
                    name,
                    manifest.getValue("Plugin-Version"),
                    Collections.unmodifiableSortedMap(required),
                    Collections.unmodifiableSortedMap(optional));
        } catch (ZipException e) {
            throw new IOException(file + " is not a plugin: " + e.getMessage(), e);
        }
    }
}
