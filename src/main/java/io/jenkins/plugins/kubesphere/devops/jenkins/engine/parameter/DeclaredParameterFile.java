package io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.file.AtomicTextFile;
import io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile.DeclaredParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * Stores in the directory of a job what its Jenkinsfile declares, so that no Jenkinsfile is parsed at the start of
 * Jenkins or when a run starts. The file may be lost at any time. It is deleted with its job, and moves with it.
 * Thread-safe.
 */
final class DeclaredParameterFile {
    static final String NAME = "kubesphere-devops-parameters.json";

    private static final Logger LOGGER = Logger.getLogger(DeclaredParameterFile.class.getName());
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What was read or written of each job, so that lists of jobs read no files. */
    private static final Map<WorkflowJob, Optional<Content>> READ = Collections.synchronizedMap(new WeakHashMap<>());

    private DeclaredParameterFile() {}

    /**
     * What the file says.
     *
     * @param source identifies the Jenkinsfile: another text has another source; empty if it could not be read
     * @param readAt when the Jenkinsfile was read, in milliseconds since 1970
     */
    record Content(String source, long readAt, DeclaredParameters declared) {
        /** Returns true if this is what that Jenkinsfile declares. */
        boolean hasSource(String other) {
            return !source.isEmpty() && source.equals(other);
        }

        /** Whether it was read a short time ago. A time in the future is from before the clock was set back. */
        boolean wasReadWithin(Duration time, long now) {
            return readAt <= now && now - readAt <= time.toMillis();
        }
    }

    static Optional<Content> read(WorkflowJob job) {
        Optional<Content> known = READ.get(job);
        if (known != null) {
            return known;
        }
        Optional<Content> found = readFile(path(job));
        Optional<Content> written = READ.putIfAbsent(job, found);
        return written == null ? found : written;
    }

    static synchronized void write(WorkflowJob job, Content content) {
        READ.put(job, Optional.of(content));
        try {
            writeFile(path(job), content);
        } catch (NoSuchFileException e) {
            LOGGER.log(Level.FINE, e, () -> job.getFullName() + " was deleted while its Jenkinsfile was read");
        } catch (IOException e) {
            // The content is in memory. After a restart the Jenkinsfile is read again.
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "The parameters of " + job.getFullName() + " could not be stored; check the disk of Jenkins");
        }
    }

    private static Path path(WorkflowJob job) {
        return job.getRootDir().toPath().resolve(NAME);
    }

    static void writeFile(Path file, Content content) throws IOException {
        String text = MAPPER.writeValueAsString(content);
        AtomicTextFile.write(file, writer -> writer.write(text));
    }

    static Optional<Content> readFile(Path file) {
        try {
            return Optional.ofNullable(MAPPER.readValue(Files.readString(file), Content.class))
                    .filter(content -> content.source() != null && content.declared() != null);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            LOGGER.log(Level.WARNING, "{0} has no valid content; it is written again", file);
            return Optional.empty();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> file + " cannot be read; it is written again");
            return Optional.empty();
        }
    }
}
