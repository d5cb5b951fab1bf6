package io.jenkins.plugins.kubesphere.devops.jenkins.engine.deletion;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Deletes a build so that its run may be built again. A build that a person or the discarder of its job deletes is
 * remembered, and its run is never built again. Jenkins reports both in the same way, so the thread is marked.
 */
public final class BuildDeleter {
    private static final ThreadLocal<WorkflowRun> DELETED = new ThreadLocal<>();

    private BuildDeleter() {}

    /**
     * Deletes the build.
     *
     * @throws UncheckedIOException if Jenkins cannot delete it; the caller tries again later
     */
    public static void delete(WorkflowRun build) {
        DELETED.set(build);
        try {
            build.delete();
            if (build.getRootDir().exists()) {
                // Jenkins deletes nothing at a second attempt, and does not say so.
                throw new IOException(
                        build.getFullDisplayName() + " is still on the disk; its deletion is retried. If this"
                                + " message is repeated, delete the directory of the build and restart Jenkins");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            DELETED.remove();
        }
    }

    /** Whether this thread is deleting the build for this plugin. */
    public static boolean isDeleting(WorkflowRun build) {
        return DELETED.get() == build;
    }
}
