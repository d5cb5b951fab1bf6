package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/**
 * Finds classes of jars and folders by their internal name, and returns the origin of each. If a class was added twice,
 * the first one is used, as in a class path. The Java platform is searched last.
 */
final class ClassFiles implements AutoCloseable {
    static final String JAVA = "Java";
    private static final String SUFFIX = ".class";

    private record Entry(String origin, Path file) {}

    private final Map<String, Entry> entries = new HashMap<>();
    private final Set<String> packages = new HashSet<>();
    private final Map<String, Optional<ClassNode>> read = new HashMap<>();
    private final List<FileSystem> open = new ArrayList<>();

    /**
     * Adds all classes of a jar or folder.
     *
     * @param origin the value that {@link #origin} returns for these classes
     * @param under only classes below this path are taken; empty for all
     */
    ClassFiles add(String origin, Path jarOrFolder, String under) {
        try {
            Path root = root(jarOrFolder);
            Path start = under.isEmpty() ? root : root.resolve(under);
            if (!Files.isDirectory(start)) {
                return this;
            }
            try (Stream<Path> files = Files.walk(start)) {
                files.filter(file -> file.toString().endsWith(SUFFIX)).forEach(file -> {
                    String path = root.relativize(file).toString().replace('\\', '/');
                    add(origin, path.substring(0, path.length() - SUFFIX.length()), file);
                });
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ClassFiles add(String origin, Path jarOrFolder) {
        return add(origin, jarOrFolder, "");
    }

    /** Returns the same classes, to which others can be added. The copy must not be used after this one is closed. */
    ClassFiles copy() {
        ClassFiles copy = new ClassFiles();
        copy.entries.putAll(entries);
        copy.packages.addAll(packages);
        return copy;
    }

    private Path root(Path jarOrFolder) throws IOException {
        if (Files.isDirectory(jarOrFolder)) {
            return jarOrFolder;
        }
        FileSystem jar = FileSystems.newFileSystem(jarOrFolder);
        open.add(jar);
        return jar.getPath("/");
    }

    private void add(String origin, String name, Path file) {
        // Classes below META-INF are the same classes for other versions of Java.
        if (!name.startsWith("META-INF/")) {
            packages.add(packageOf(name));
            entries.putIfAbsent(name, new Entry(origin, file));
        }
    }

    /** The class without its method bodies; empty if neither the files nor the Java platform have it. */
    Optional<ClassNode> find(String internalName) {
        return read.computeIfAbsent(internalName, name -> bytes(name).map(bytes -> {
            ClassNode node = new ClassNode();
            new ClassReader(bytes).accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
            return node;
        }));
    }

    Optional<byte[]> bytes(String internalName) {
        Entry entry = entries.get(internalName);
        try (InputStream in = entry == null
                ? ClassLoader.getPlatformClassLoader().getResourceAsStream(internalName + SUFFIX)
                : Files.newInputStream(entry.file())) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The origin given when the class was added; {@link #JAVA} for all others. */
    String origin(String internalName) {
        Entry entry = entries.get(internalName);
        return entry == null ? JAVA : entry.origin();
    }

    /** Returns true if a file contains this class; the Java platform is not searched. */
    boolean has(String internalName) {
        return entries.containsKey(internalName);
    }

    boolean hasPackageOf(String internalName) {
        return packages.contains(packageOf(internalName));
    }

    /** All classes of the given origin, sorted. */
    List<String> names(String origin) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().origin().equals(origin))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    static String packageOf(String internalName) {
        return internalName.substring(0, Math.max(0, internalName.lastIndexOf('/')));
    }

    @Override
    public void close() throws IOException {
        for (FileSystem jar : open) {
            jar.close();
        }
    }
}
