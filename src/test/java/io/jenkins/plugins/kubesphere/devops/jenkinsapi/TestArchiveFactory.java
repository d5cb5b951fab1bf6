package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Creates small classes, jars and plugins from source text, for tests of the comparison. */
final class TestArchiveFactory {
    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern NAME = Pattern.compile("(?:class|interface|enum) (\\w+)");

    private TestArchiveFactory() {}

    /**
     * Compiles sources with one top-level class each into the folder, with these folders or jars on the class path, and
     * returns the folder.
     */
    static Path compile(Path folder, List<Path> against, String... sources) throws IOException {
        Files.createDirectories(folder);
        String classPath = Stream.concat(Stream.of(folder), against.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> options =
                List.of("-d", folder.toString(), "-classpath", classPath, "-proc:none", "--release", "17");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Text> texts = Arrays.stream(sources).map(Text::new).toList();
        if (!compiler.getTask(null, null, null, options, null, texts).call()) {
            throw new IllegalArgumentException("does not compile: " + String.join("\n", sources));
        }
        return folder;
    }

    /** Packs a folder of classes into a jar. */
    static Path jar(Path jar, Path classes) throws IOException {
        return zip(jar, Map.of(), Map.of("", classes));
    }

    /**
     * Packs a war or plugin. The keys are paths in the archive; a path that ends with a slash gets the content of a
     * folder.
     */
    static Path zip(Path archive, Map<String, String> attributes, Map<String, Path> content) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        Files.createDirectories(archive.getParent());
        try (OutputStream out = Files.newOutputStream(archive);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Map.Entry<String, Path> entry : content.entrySet()) {
                for (Path file : files(entry.getValue())) {
                    String below = entry.getValue().relativize(file).toString().replace('\\', '/');
                    jar.putNextEntry(new ZipEntry(entry.getKey() + below));
                    jar.write(Files.readAllBytes(file));
                }
            }
        }
        return archive;
    }

    private static List<Path> files(Path fileOrFolder) throws IOException {
        try (Stream<Path> files = Files.walk(fileOrFolder)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        private Text(String text) {
            super(URI.create("text:///" + path(text)), Kind.SOURCE);
            this.text = text;
        }

        private static String path(String text) {
            Matcher inPackage = PACKAGE.matcher(text);
            Matcher name = NAME.matcher(text);
            if (!inPackage.find() || !name.find()) {
                throw new IllegalArgumentException("no package or class: " + text);
            }
            return inPackage.group(1).replace('.', '/') + "/" + name.group(1) + ".java";
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
