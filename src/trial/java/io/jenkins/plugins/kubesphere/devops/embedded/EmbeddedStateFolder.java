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
 * Where an engine keeps everything, and how it writes so that a kill at any moment leaves each record whole: the old one
 * or the new one. (Not so a power cut: nothing is forced to the disk.) Guarded by the engine's lock.
 *
 * <pre>
 * folders/demo/folder.json
 * folders/demo/jobs/web/job.json
 * folders/demo/jobs/web/runs/0000000000000000007/run.json, log, workspace/, archive/
 * numbers/demo/web                          highest build number ever given; survives the job
 * trash/                                    what is being deleted
 * next                                      the record that is being written
 * </pre>
 */
final class EmbeddedStateFolder implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path root;
    private final Path trash;
    private final RandomAccessFile lockFile;
    private boolean closed;

    /** @throws IllegalStateException if another engine has it open */
    EmbeddedStateFolder(Path root) {
        this.root = root.toAbsolutePath();
        trash = this.root.resolve("trash");
        try {
            Files.createDirectories(trash);
            lockFile = new RandomAccessFile(this.root.resolve("lock").toFile(), "rw");
            if (!lock()) {
                lockFile.close();
                throw new IllegalStateException(
                        "The state folder " + root + " is in use by another engine: end that first");
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

    Path folders() {
        return root.resolve("folders");
    }

    Path folder(String name) {
        return folders().resolve(name);
    }

    Path jobs(String folder) {
        return folder(folder).resolve("jobs");
    }

    Path job(JobName name) {
        return jobs(name.folder()).resolve(name.job());
    }

    Path runs(JobName job) {
        return job(job).resolve("runs");
    }

    Path run(JobName job, long position) {
        return runs(job).resolve(String.format("%019d", position));
    }

    Path number(JobName job) {
        return root.resolve("numbers").resolve(job.folder()).resolve(job.job());
    }

    /** Writes a record in one step. Uses no channel: a thread that is being interrupted writes as well as any other. */
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

    /** Gives nothing if it is not there: a kill before it was written left its folder empty. */
    <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), type)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** What lies in a folder, by name; nothing if it is not there. */
    List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a folder away in one step, whatever is still being written in it; {@link #emptyTrash()} frees the space. */
    void discard(Path folder) {
        try {
            Files.move(folder, trash.resolve(UUID.randomUUID().toString()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Best effort, without the engine's lock: what another thread still writes to is left for the next time. */
    void emptyTrash() {
        try (Stream<Path> tree = Files.walk(trash)) {
            tree.sorted(Comparator.reverseOrder())
                    .filter(path -> !path.equals(trash))
                    .forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // Somebody else was faster.
        }
    }

    /** Ends all writing and lets another engine in. */
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
