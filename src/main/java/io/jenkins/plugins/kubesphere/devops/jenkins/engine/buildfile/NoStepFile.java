package io.jenkins.plugins.kubesphere.devops.jenkins.engine.buildfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * The file in the directory of a build that proves that no step of the build with an effect has started. It is written
 * before the Jenkinsfile is read, and deleted before the first step starts. After a crash, what Jenkins itself has
 * saved proves nothing, because it saves the program of a build after its first steps.
 */
public final class NoStepFile {
    private static final String NAME = "kubesphere-devops-no-step";

    private NoStepFile() {}

    /** Call this before the first step of a build can start. */
    public static void create(WorkflowRun build) {
        try {
            Path file = path(build);
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Call this before a step of a build starts, and when a build of this process has ended. */
    public static void delete(WorkflowRun build) {
        try {
            Files.deleteIfExists(path(build));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether no step with an effect has started. */
    public static boolean exists(WorkflowRun build) {
        return Files.exists(path(build));
    }

    private static Path path(WorkflowRun build) {
        return build.getRootDir().toPath().resolve(NAME);
    }
}
