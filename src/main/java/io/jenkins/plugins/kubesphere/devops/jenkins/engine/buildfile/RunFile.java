package io.jenkins.plugins.kubesphere.devops.jenkins.engine.buildfile;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.AtomicTextFile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * The file in the directory of a build that names the run of the build. The same is in an action of the build, in
 * build.xml. But "Manage Old Data" removes the action if it is used while the plugin is disabled. Then the run would
 * lose its build.
 */
public final class RunFile {
    static final String NAME = "kubesphere-devops-run.properties";

    private RunFile() {}

    /** Writes the file of a build that starts. */
    public static void write(WorkflowRun build, PipelineRunRef run) {
        writeTo(build.getRootDir().toPath(), run);
    }

    /** Returns the run of the build; empty if the file does not exist. Reads the disk. */
    public static Optional<PipelineRunRef> read(WorkflowRun build) {
        return readFrom(build.getRootDir().toPath());
    }

    static void writeTo(Path directory, PipelineRunRef run) {
        Properties properties = new Properties();
        properties.setProperty("namespace", run.namespace());
        properties.setProperty("name", run.name());
        properties.setProperty("uid", run.uid());
        try {
            AtomicTextFile.write(
                    directory.resolve(NAME), writer -> properties.store(writer, "The PipelineRun of this build"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<PipelineRunRef> readFrom(Path directory) {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(directory.resolve(NAME))) {
            properties.load(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The run of a build cannot be read from " + directory.resolve(NAME)
                            + "; restore the file from a backup, or delete it",
                    e);
        }
        return Optional.of(new PipelineRunRef(
                properties.getProperty("namespace", ""),
                properties.getProperty("name", ""),
                properties.getProperty("uid", "")));
    }
}
