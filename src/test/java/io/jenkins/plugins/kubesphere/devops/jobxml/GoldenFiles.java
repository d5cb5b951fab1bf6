package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Reads golden files and compares documents with them. Each case is a folder with the resource in {@code
 * pipeline.yaml}.
 *
 * <p>With {@code -Dgolden.write=true}, {@link #assertMatches} writes the file instead of comparing it. Files that
 * Jenkins wrote are never changed. A test that writes a file fails, so that it cannot pass with any result: look at the
 * difference, and run the test again without the property.
 */
final class GoldenFiles {
    private static final Path ROOT = Path.of("src/test/resources/io/jenkins/plugins/kubesphere/devops/jobxml")
            .toAbsolutePath();

    private final Path cases;

    /** @param folder folder below the resources of this package; empty for the resources themselves */
    GoldenFiles(String folder) {
        this.cases = ROOT.resolve(folder);
    }

    List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(cases)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pipeline.yaml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** Returns the files of all cases whose name ends with the suffix, as {@code case/file}. */
    List<String> filesEndingWith(String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(cases)) {
            return files.map(file -> cases.relativize(file).toString())
                    .filter(file -> file.endsWith(suffix) && file.split("/").length == 2)
                    .toList();
        }
    }

    JobRequest request(String name) {
        return request(name, yaml -> yaml);
    }

    /** @param change change of the resource by a user */
    JobRequest request(String name, UnaryOperator<String> change) {
        return JobRequests.of(Serialization.unmarshal(
                change.apply(read(cases.resolve(name).resolve("pipeline.yaml"))), Pipeline.class));
    }

    Path file(String name, String document) {
        return cases.resolve(name).resolve(document + ".xml");
    }

    String document(String name, String document) {
        return read(file(name, document));
    }

    void assertMatches(String document, Path golden) {
        if (Boolean.getBoolean("golden.write")) {
            try {
                Files.writeString(golden, document);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            fail("wrote " + golden + "; look at the difference, and run the test without -Dgolden.write");
        }
        assertThat(document).isEqualTo(read(golden));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
