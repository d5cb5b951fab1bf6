package io.jenkins.plugins.kubesphere.devops.jenkins.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicTextFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFileIsReplacedAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("file.txt");
        AtomicTextFile.write(file, writer -> writer.write("old"));
        AtomicTextFile.write(file, writer -> writer.write("分支"));
        assertThat(file).hasContent("分支");
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void aFailedWriteKeepsTheOldFile() throws IOException {
        Path file = folder.resolve("file.txt");
        AtomicTextFile.write(file, writer -> writer.write("old"));
        assertThatThrownBy(() -> AtomicTextFile.write(file, writer -> {
                    writer.write("new");
                    throw new IOException("the disk is full");
                }))
                .hasMessage("the disk is full");
        assertThat(file).hasContent("old");
    }

    @Test
    void aDeletedFolderIsNotCreatedAgain() {
        assertThatThrownBy(() -> AtomicTextFile.write(folder.resolve("gone/file.txt"), writer -> writer.write("new")))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(folder).isEmptyDirectory();
    }
}
