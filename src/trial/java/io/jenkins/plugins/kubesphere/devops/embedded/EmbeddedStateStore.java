package io.jenkins.plugins.kubesphere.devops.embedded;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Reads and writes the state of an engine on disk. After a kill at any moment, each record is complete: either the old
 * or the new one. A power failure can damage records, because nothing is forced to the disk. Guarded by the lock of the
 * engine.
 *
 * <pre>
 * folders/demo/folder.json
 * folders/demo/jobs/web/job.json
 * folders/demo/jobs/web/runs/0000000000000000007/run.json, log, workspace/, archive/
 * folders/demo/jobs/web/deleted.json        UIDs of runs whose builds were deleted
 * numbers/demo/web                          highest build number so far; kept when the job is deleted
 * trash/                                    folders that are being deleted
 * next                                      the record that is being written
 * </pre>
 */
final class EmbeddedStateStore implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path root;
    private final Path trash;
    private final RandomAccessFile lockFile;
    private boolean closed;

    /** @throws IllegalStateException if another engine uses the folder */
    EmbeddedStateStore(Path root) {
        this.root = root.toAbsolutePath();
        trash = this.root.resolve("trash");
        try {
            Files.createDirectories(trash);
            lockFile = new RandomAccessFile(this.root.resolve("lock").toFile(), "rw");
            if (!lock()) {
                lockFile.close();
                throw new IllegalStateException(
                        "The state folder " + root + " is in use by another engine; stop that engine first");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean lock() throws IOException {
        try {
            return lockFile.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path foldersPath() {
        return root.resolve("folders");
    }

    Path folderPath(String name) {
        return foldersPath().resolve(name);
    }

    Path jobsPath(String folder) {
        return folderPath(folder).resolve("jobs");
    }

    Path jobPath(JobName name) {
        return jobsPath(name.folder()).resolve(name.job());
    }

    Path runsPath(JobName job) {
        return jobPath(job).resolve("runs");
    }

    Path runPath(JobName job, long position) {
        return runsPath(job).resolve(String.format("%019d", position));
    }

    Path deletedBuildsFile(JobName job) {
        return jobPath(job).resolve("deleted-builds.json");
    }

    Path numberFile(JobName job) {
        return root.resolve("numbers").resolve(job.folder()).resolve(job.job());
    }

    /** Writes a record atomically. Uses a stream, because an interrupt of the thread would close a FileChannel. */
    void write(Path file, Object content) {
        if (closed) {
            throw new IllegalStateException("This engine is closed");
        }
        Path next = root.resolve("next");
        try {
            Files.createDirectories(file.getParent());
            try (OutputStream out = new FileOutputStream(next.toFile())) {
                out.write(JSON.writeValueAsBytes(content));
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a record; empty if the file does not exist. After a kill, a folder can exist without its record. */
    <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), type)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Returns the entries of a folder, sorted by name; empty if the folder does not exist. */
    List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Removes a folder atomically, even while a build writes to it. This method only moves the folder to the trash;
     * {@link #emptyTrash()} frees the space.
     */
    void moveToTrash(Path folder) {
        try {
            Files.move(folder, trash.resolve(UUID.randomUUID().toString()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Deletes what it can; the next call deletes the rest, such as files that a build still writes. Needs no lock of
     * the engine.
     */
    void emptyTrash() {
        try (Stream<Path> tree = Files.walk(trash)) {
            tree.sorted(Comparator.reverseOrder())
                    .filter(path -> !path.equals(trash))
                    .forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // Another thread deletes the same files, or a build still writes here.
        }
    }

    /** Stops all writing, and releases the folder for another engine. */
    @Override
    public void close() {
        closed = true;
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
