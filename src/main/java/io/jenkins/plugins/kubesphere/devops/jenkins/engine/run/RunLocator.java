package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.Queue;
import hudson.model.Result;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Finds a run by its UID: in the queue, then in the items that left the queue, then in the builds. A run moves in this
 * order, so a run that moves during the search is found in the next step. Deletes a build that a crash left behind and
 * that can never start.
 */
public final class RunLocator {
    private static final Logger LOGGER = Logger.getLogger(RunLocator.class.getName());

    /**
     * Finds the run, also in builds of earlier processes. May read files.
     *
     * @param since when the run was created, or {@link Instant#EPOCH} if that is not known
     */
    public Optional<RunLocation> find(WorkflowJob job, RunRef run, Instant since) {
        return findInMemory(job, run)
                .or(() ->
                        RunRegistry.get().builds().find(job, run, since).flatMap(build -> toBuiltLocation(build, run)));
    }

    /**
     * Finds the run in the queue, in the left items and in the known builds, without reading files. Under the lock of
     * the queue, the result cannot change while the caller acts on it.
     */
    Optional<RunLocation> findInMemory(WorkflowJob job, RunRef run) {
        return queued(job, run)
                .<RunLocation>map(RunLocation.Queued::new)
                .or(() -> RunRegistry.get().leftQueueItems().find(run))
                .or(() -> RunRegistry.get().builds().findKnown(job, run).flatMap(build -> toBuiltLocation(build, run)));
    }

    static Optional<Queue.Item> queued(WorkflowJob job, RunRef run) {
        return Jenkins.get().getQueue().getItems(job).stream()
                .filter(item -> PipelineRunAction.is(item, run))
                .findFirst();
    }

    private Optional<RunLocation> toBuiltLocation(WorkflowRun build, RunRef run) {
        if (isZombie(build, run)) {
            deleteZombie(build, run);
            return Optional.empty();
        }
        return Optional.of(new RunLocation.Built(build));
    }

    /**
     * Returns true for a build that a crash left behind and that never starts. This happens if the controller is killed
     * after the first save of a build and before its start. No executor runs such a build, and it blocks its job until
     * the controller has been restarted twice. No step has run: Jenkins saves the execution of a build before its first
     * step. So the run may be built again.
     */
    private boolean isZombie(WorkflowRun build, RunRef run) {
        return build.hasntStartedYet()
                && !RunRegistry.get().leftQueueItems().isLeaving(run)
                && !RunRegistry.get().startedBuilds().contains(run)
                && build.getExecutor() == null;
    }

    private static void deleteZombie(WorkflowRun build, RunRef run) {
        LOGGER.log(
                Level.INFO,
                "{0}: a crash left build {1} behind before its first step; it is deleted, and the run is built again",
                new Object[] {run, build.getFullDisplayName()});
        try {
            // A build without a result counts as running, and Jenkins does not delete it.
            build.setResult(Result.NOT_BUILT);
            build.save();
            build.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
