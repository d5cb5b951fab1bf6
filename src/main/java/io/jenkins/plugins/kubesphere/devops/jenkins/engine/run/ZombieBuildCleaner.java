package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.Result;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.deletion.BuildDeleter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Deletes a build that a crash left behind and that never starts. This happens if the controller is killed after the
 * first save of a build and before its start. No executor runs such a build, and it blocks its job until the controller
 * has been restarted twice. No step has run: Jenkins saves the execution of a build before its first step. So the run
 * may be built again.
 */
final class ZombieBuildCleaner {
    private static final Logger LOGGER = Logger.getLogger(ZombieBuildCleaner.class.getName());

    /**
     * Deletes the build if it never starts.
     *
     * @return true if the build was deleted
     * @throws UncheckedIOException if Jenkins cannot delete it
     */
    boolean deleteIfZombie(WorkflowRun build, PipelineRunRef run) {
        if (!isZombie(build, run)) {
            return false;
        }
        LOGGER.log(
                Level.INFO,
                "{0}: a crash left build {1} behind before its first step; it is deleted, and the run is built again",
                new Object[] {run, build.getFullDisplayName()});
        try {
            // A build without a result counts as running, and Jenkins does not delete it.
            build.setResult(Result.NOT_BUILT);
            build.save();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        BuildDeleter.delete(build);
        return true;
    }

    private static boolean isZombie(WorkflowRun build, PipelineRunRef run) {
        return build.hasntStartedYet()
                && !RunRegistry.get().leftQueueItems().hasLeft(run)
                && !RunRegistry.get().activeBuilds().contains(run)
                && build.getExecutor() == null;
    }
}
