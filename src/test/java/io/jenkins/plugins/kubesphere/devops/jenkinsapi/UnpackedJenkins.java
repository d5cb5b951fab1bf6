package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import io.jenkins.plugins.kubesphere.devops.realjenkins.PluginFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Unpacks the jars and classes of a Jenkins war and of a folder of plugins, so that they can be compared. */
final class UnpackedJenkins implements AutoCloseable {
    static final String CORE = "Jenkins";
    /** Jenkins starts in its own servlet container, which contains the servlet API; WEB-INF/lib does not. */
    static final String CONTAINER = "servlet container";

    private static final String SERVLETS = "jakarta/servlet";

    private final String version;
    private final boolean withPlugins;
    private final TreeMap<String, PluginFile> plugins = new TreeMap<>();
    private final List<Path> jars = new ArrayList<>();
    private final ClassFiles classes = new ClassFiles();

    /**
     * @param pluginFolder the folder with .hpi and .jpi files; empty when only the war is to be compared
     * @param work an empty folder for the unpacked files
     */
    UnpackedJenkins(Path war, Optional<Path> pluginFolder, Path work) throws IOException {
        try (JarFile archive = new JarFile(war.toFile())) {
            version = archive.getManifest().getMainAttributes().getValue("Jenkins-Version");
        }
        unpack(war, CORE, work.resolve("war"));
        Path container = work.resolve("winstone.jar");
        if (copy(war, "executable/winstone.jar", container)) {
            classes.add(CONTAINER, container, SERVLETS);
            jars.add(container);
        }
        withPlugins = pluginFolder.isPresent();
        if (withPlugins) {
            for (Path file : files(pluginFolder.get())) {
                PluginFile plugin = PluginFile.read(file);
                plugins.put(plugin.name(), plugin);
                unpack(file, origin(plugin.name()), work.resolve("plugins").resolve(plugin.name()));
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.[hj]pi"))
                    .sorted()
                    .toList();
        }
    }

    private void unpack(Path file, String origin, Path target) throws IOException {
        try (JarFile archive = new JarFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = archive.entries();
            while (entries.hasMoreElements()) {
                String name = entries.nextElement().getName();
                if (name.matches("WEB-INF/lib/[^/]+\\.jar")) {
                    Path jar = target.resolve(name.substring("WEB-INF/lib/".length()));
                    copy(file, name, jar);
                    classes.add(origin, jar);
                    jars.add(jar);
                } else if (name.matches("WEB-INF/classes/.+\\.class")) {
                    copy(file, name, target.resolve("classes").resolve(name.substring("WEB-INF/classes/".length())));
                }
            }
        }
        Path folder = target.resolve("classes");
        if (Files.isDirectory(folder)) {
            classes.add(origin, folder);
            jars.add(folder);
        }
    }

    private static boolean copy(Path archive, String entry, Path target) throws IOException {
        Path normalized = target.normalize();
        if (!normalized.equals(target)) {
            throw new IOException(archive.getFileName() + " has an entry that leaves the target folder: " + entry);
        }
        try (JarFile file = new JarFile(archive.toFile())) {
            if (file.getEntry(entry) == null) {
                return false;
            }
            Files.createDirectories(target.getParent());
            try (InputStream in = file.getInputStream(file.getEntry(entry))) {
                Files.copy(in, target);
            }
            return true;
        }
    }

    String version() {
        return version;
    }

    boolean withPlugins() {
        return withPlugins;
    }

    Collection<PluginFile> plugins() {
        return plugins.values();
    }

    /** All unpacked jars and folders of classes, those of Jenkins first. */
    List<Path> jars() {
        return jars;
    }

    ClassFiles classes() {
        return classes;
    }

    /**
     * Returns the origins from which the class loader of a plugin can load classes: Jenkins, the plugins that the
     * plugin names, and the plugins that those require. Optional dependencies of other plugins are not included,
     * because they may be missing.
     */
    Set<String> origins(PluginFile plugin) {
        Set<String> origins = new TreeSet<>(Set.of(CORE, CONTAINER, ClassFiles.JAVA));
        dependencies(plugin).forEach(name -> origins.add(origin(name)));
        return origins;
    }

    /** The value of {@link ClassFiles#origin} for classes of the plugin with this short name. */
    static String origin(String plugin) {
        return "plugin " + plugin;
    }

    /** Names of required plugins that the folder does not have. */
    List<String> missingPlugins(PluginFile plugin) {
        TreeSet<String> names = new TreeSet<>(dependencies(plugin));
        names.removeAll(plugins.keySet());
        names.removeAll(plugin.optional().keySet());
        return List.copyOf(names);
    }

    private Set<String> dependencies(PluginFile plugin) {
        Set<String> names = new TreeSet<>();
        Deque<String> pending = new ArrayDeque<>(plugin.required().keySet());
        pending.addAll(plugin.optional().keySet());
        while (!pending.isEmpty()) {
            String name = pending.pop();
            if (names.add(name) && plugins.containsKey(name)) {
                pending.addAll(plugins.get(name).required().keySet());
            }
        }
        return names;
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
