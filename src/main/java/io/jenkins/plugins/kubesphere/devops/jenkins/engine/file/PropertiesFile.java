package io.jenkins.plugins.kubesphere.devops.jenkins.engine.file;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** Reads and writes small files of keys and values. */
public final class PropertiesFile {
    private PropertiesFile() {}

    /**
     * Reads a file.
     *
     * @param failure the message if the file exists and cannot be read
     * @return empty if the file does not exist
     * @throws IllegalStateException if the file cannot be read
     */
    public static Optional<Properties> read(Path file, String failure) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return Optional.of(properties);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(failure, e);
        }
    }

    /**
     * Writes a file as {@link AtomicTextFile} does.
     *
     * @param comment the first line of the file, for people
     * @throws UncheckedIOException if the file could not be written; then it is unchanged
     */
    public static void write(Path file, Properties properties, String comment) {
        try {
            AtomicTextFile.write(file, writer -> properties.store(writer, comment));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
