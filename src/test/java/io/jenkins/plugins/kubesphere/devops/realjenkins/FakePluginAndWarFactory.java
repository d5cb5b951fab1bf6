package io.jenkins.plugins.kubesphere.devops.realjenkins;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Creates plugins and wars with only a manifest, for tests that read the manifest. */
public final class FakePluginAndWarFactory {
    private FakePluginAndWarFactory() {}

    /**
     * Creates a plugin.
     *
     * @param dependencies as in a manifest, {@code name:version} separated by commas; empty for none
     */
    public static Path plugin(Path folder, String name, String version, String dependencies) throws IOException {
        Map<String, String> manifest = dependencies.isEmpty()
                ? Map.of("Short-Name", name, "Plugin-Version", version)
                : Map.of("Short-Name", name, "Plugin-Version", version, "Plugin-Dependencies", dependencies);
        return write(folder.resolve(name + ".hpi"), manifest, null);
    }

    /** Creates a jenkins.war that runs the main method of a class. */
    public static Path war(Path file, String version, Class<?> main) throws IOException {
        return write(file, Map.of("Jenkins-Version", version, "Main-Class", main.getName()), main);
    }

    private static Path write(Path file, Map<String, String> entries, Class<?> main) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        entries.forEach(manifest.getMainAttributes()::putValue);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            if (main != null) {
                String name = main.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new ZipEntry(name));
                try (InputStream code = main.getClassLoader().getResourceAsStream(name)) {
                    code.transferTo(jar);
                }
            }
        }
        return file;
    }
}
