package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.Queue;
import hudson.model.Result;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.buildfile.NoStepFile;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.deletion.DeletedBuildFile;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.resume.StalledBuildInterruption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Finds a run by its UID: in the queue, then in the items that left the queue, then in the builds, then in the deleted
 * builds. A run moves in this order, so a run that moves during the search is found in the next step. A build that can
 * never start does not count: {@link ZombieBuildCleaner} deletes it.
 */
public final class RunLocator {
    /**
     * A file of deleted builds that is older than the run by more than this is not read. More than for builds, because
     * nothing else corrects it if the clock of Jenkins is slow, and a run must not be built again.
     */
    private static final Duration MAX_SLOW_CLOCK = Duration.ofDays(1);

    private final ZombieBuildCleaner zombies = new ZombieBuildCleaner();

    /**
     * Finds the run, also in builds of earlier processes. May read files, and may delete a build that can never start.
     * Call this without the lock of the queue.
     *
     * @param since when the run was created, or {@link Instant#EPOCH} if that is not known
     */
    public Optional<RunLocation> find(WorkflowJob job, PipelineRunRef run, Instant since) {
        BuildIndex builds = RunRegistry.get().builds();
        return findWithoutBuild(job, run)
                .or(() -> builds.findKnown(job, run).flatMap(build -> toBuiltLocation(build, run)))
                .or(() -> findHidden(job, run))
                .or(() -> builds.find(job, run, since).flatMap(build -> toBuiltLocation(build, run)))
                // First the file, because it also has the result.
                .or(() -> DeletedBuildFile.of(job)
                        .find(run.uid(), since.minus(MAX_SLOW_CLOCK))
                        .or(() -> builds.findDeleted(job, run))
                        .map(RunLocation.BuildDeleted::new));
    }

    /**
     * Finds the run in the queue, in the left items, in the known builds and in those that were deleted just now. Reads
     * no files and deletes nothing. Under the lock of the queue, the result cannot change while the caller acts on it.
     * A build that was lost before its first step is {@link RunLocation.Built} here.
     */
    Optional<RunLocation> findInMemory(WorkflowJob job, PipelineRunRef run) {
        BuildIndex builds = RunRegistry.get().builds();
        return findWithoutBuild(job, run)
                .or(() -> builds.findKnown(job, run).map(RunLocation.Built::new))
                .or(() -> findHidden(job, run))
                .or(() -> builds.findDeleted(job, run).map(RunLocation.BuildDeleted::new));
    }

    /** Makes a run whose build was deleted one that may be built again. */
    void allowBuildAgain(WorkflowJob job, PipelineRunRef run) {
        DeletedBuildFile.of(job).remove(run.uid());
        RunRegistry.get().builds().allowBuildAgain(job, run);
    }

    private static Optional<RunLocation> findWithoutBuild(WorkflowJob job, PipelineRunRef run) {
        return findQueued(job, run)
                .<RunLocation>map(RunLocation.Queued::new)
                .or(() -> RunRegistry.get().leftQueueItems().find(run));
    }

    /**
     * A build that runs, but that Jenkins does not return: an update of the config.xml of its job replaces the list of
     * builds, and a build that has not been saved yet is missing in the new list. The run must not be built again.
     */
    private static Optional<RunLocation> findHidden(WorkflowJob job, PipelineRunRef run) {
        return RunRegistry.get().activeBuilds().isStartedHere(run)
                        && RunRegistry.get().builds().contains(job, run)
                ? Optional.of(new RunLocation.LeftQueue())
                : Optional.empty();
    }

    static Optional<Queue.Item> findQueued(WorkflowJob job, PipelineRunRef run) {
        return Jenkins.get().getQueue().getItems(job).stream()
                .filter(item -> PipelineRunAction.belongsTo(item, run))
                .findFirst();
    }

    private Optional<RunLocation> toBuiltLocation(WorkflowRun build, PipelineRunRef run) {
        if (zombies.deleteIfZombie(build, run)) {
            return Optional.empty();
        }
        return Optional.of(
                isLostBeforeFirstStep(build, run)
                        ? new RunLocation.LostBeforeFirstStep(build)
                        : new RunLocation.Built(build));
    }

    /**
     * Whether a crash ended the build before its first step. Jenkins fails a build whose program it cannot load after a
     * restart, and {@link StalledBuildInterruption} ends one that cannot continue. A person may have ended the build
     * after the restart; then its result is another one.
     */
    public static boolean isLostBeforeFirstStep(WorkflowRun build, PipelineRunRef run) {
        return !RunRegistry.get().activeBuilds().contains(run)
                && RunRegistry.get().activeBuilds().hasEnded(build, run)
                && (Result.FAILURE.equals(build.getResult())
                        || StalledBuildInterruption.find(build).isPresent())
                && NoStepFile.exists(build);
    }
}
