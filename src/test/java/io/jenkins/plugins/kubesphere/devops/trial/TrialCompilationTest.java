package io.jenkins.plugins.kubesphere.devops.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that {@code ./run} is a program and not a test: {@code src/trial/java} compiles without {@code src/test/java}
 * and without the libraries of tests. Maven compiles both together with one class path and would not notice a
 * difference.
 */
class TrialCompilationTest {
    /** The libraries with which the plugin is compiled, and those that {@code ./run} adds. */
    private static final Pattern LIBRARIES = Pattern.compile(
            "/io/fabric8/|/com/fasterxml/|/com/google/re2j/|/io/javaoperatorsdk/|/org/slf4j/|/org/apache/groovy/|/info/picocli/"
                    + "|/org/eclipse/jetty/|/jakarta/servlet/");

    @TempDir
    Path classes;

    @Test
    void theTrialCompilesWithoutTestsAndTheirLibraries() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter compilerOutput = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(RepositoryRoot.root().resolve("src/trial/java"))) {
            List<Path> java =
                    sources.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options =
                    List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-classpath", classPath());

            boolean compiles = compiler.getTask(
                            compilerOutput, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
                    .call();

            assertThat(compiles).as(compilerOutput.toString()).isTrue();
        }
    }

    private static String classPath() {
        String plugin = DevOpsOperator.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        Stream<String> libraries = Stream.of(
                        System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> LIBRARIES
                        .matcher(entry.replace(File.separatorChar, '/'))
                        .find());
        return Stream.concat(Stream.of(plugin), libraries).collect(Collectors.joining(File.pathSeparator));
    }
}
