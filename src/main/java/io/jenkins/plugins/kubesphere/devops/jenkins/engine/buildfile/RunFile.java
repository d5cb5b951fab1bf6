package io.jenkins.plugins.kubesphere.devops.jenkins.engine.buildfile;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.file.PropertiesFile;
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
        PropertiesFile.write(directory.resolve(NAME), properties, "The PipelineRun of this build");
    }

    static Optional<PipelineRunRef> readFrom(Path directory) {
        Path file = directory.resolve(NAME);
        return PropertiesFile.read(
                        file,
                        "The run of a build cannot be read from " + file
                                + "; restore the file from a backup, or delete it")
                .map(properties -> new PipelineRunRef(
                        properties.getProperty("namespace", ""),
                        properties.getProperty("name", ""),
                        properties.getProperty("uid", "")));
    }
}
