package io.jenkins.plugins.kubesphere.devops.jenkins.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodNamespaceReaderTest {
    @TempDir
    Path folder;

    @Test
    void theNamespaceOfThePodIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("namespace"), "jenkins\n");

        assertThat(PodNamespaceReader.read(file)).contains("jenkins");
    }

    @Test
    void aMissingOrEmptyFileGivesNoNamespace() throws IOException {
        assertThat(PodNamespaceReader.read(folder.resolve("missing"))).isEmpty();
        assertThat(PodNamespaceReader.read(Files.writeString(folder.resolve("empty"), "\n")))
                .isEmpty();
    }
}
