package io.jenkins.plugins.kubesphere.devops.jenkins.engine.file;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a text file in UTF-8. After a crash, the file contains either the old or the new text, never a part of the new
 * text.
 *
 * <p>This class does not use {@code AtomicFileWriter} of Jenkins. That class creates missing folders, so it could
 * create the folder of a project again while the project is being deleted. It also leaves a temporary file behind each
 * time Jenkins is killed.
 */
public final class AtomicTextFile {
    private AtomicTextFile() {}

    /** Callback that writes the new text. */
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
