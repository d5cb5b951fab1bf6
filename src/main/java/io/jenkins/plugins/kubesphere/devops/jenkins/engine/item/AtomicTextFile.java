package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a text file in UTF-8. After a crash the file is the old one or the new one, and never a part of it.
 *
 * <p>This class does not use AtomicFileWriter of Jenkins. That one creates missing folders, so the folder of a project
 * that is being deleted could come back, and it leaves another temporary file behind each time when Jenkins is killed.
 */
public final class AtomicTextFile {
    private AtomicTextFile() {}

    /** Writes the text of the file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Writer writer) throws IOException;
    }

    /**
     * Writes the file. Two threads must not write the same file at once.
     *
     * @param file its folder must exist
     * @throws IOException if the file could not be written; then it is unchanged
     */
    public static void write(Path file, Content content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try (Writer writer = Files.newBufferedWriter(temporary)) {
            content.writeTo(writer);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
