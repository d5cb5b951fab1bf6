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
 * Finds a run by its UID. The places are asked in the order in which a run passes them, so that one that moves on
 * meanwhile is met at the next.
 */
public final class RunLocator {
    private static final Logger LOGGER = Logger.getLogger(RunLocator.class.getName());

    /**
     * Looks everywhere, also at builds of earlier processes, which may read files.
     *
     * @param since the run was created then, or {@link Instant#EPOCH} if that is not known
     */
    public Optional<RunLocation> everywhere(WorkflowJob job, RunRef run, Instant since) {
        return inMemory(job, run)
                .or(() -> RunRegistry.get().builds().search(job, run, since).flatMap(build -> built(build, run)));
    }

    /** Looks at the queue and at the builds that are known. Under the queue's lock this is a decision. */
    Optional<RunLocation> inMemory(WorkflowJob job, RunRef run) {
        return queued(job, run)
                .<RunLocation>map(RunLocation.Queued::new)
                .or(() -> RunRegistry.get().left().find(run))
                .or(() -> RunRegistry.get().builds().known(job, run).flatMap(build -> built(build, run)));
    }

    static Optional<Queue.Item> queued(WorkflowJob job, RunRef run) {
        return Jenkins.get().getQueue().getItems(job).stream()
                .filter(item -> PipelineRunAction.is(item, run))
                .findFirst();
    }

    private Optional<RunLocation> built(WorkflowRun build, RunRef run) {
        if (isZombie(build, run)) {
            remove(build, run);
            return Optional.empty();
        }
        return Optional.of(new RunLocation.Built(build));
    }

    /**
     * A controller that was killed between a build's first save and its start leaves one that never started, that nobody
     * executes, and that blocks its job until the controller has been restarted twice. No step of it has run: Jenkins
     * writes that there is a program before it runs the program. So the run may be built anew.
     */
    private boolean isZombie(WorkflowRun build, RunRef run) {
        return build.hasntStartedYet()
                && !RunRegistry.get().left().isLeaving(run)
                && !RunRegistry.get().active().contains(run)
                && build.getExecutor() == null;
    }

    private static void remove(WorkflowRun build, RunRef run) {
        LOGGER.log(
                Level.INFO,
                "{0}: build {1} was left behind by a crash before its first step; it is removed, and the run is built anew",
                new Object[] {run, build.getFullDisplayName()});
        try {
            // One that has no result counts as running, and is not deleted.
            build.setResult(Result.NOT_BUILT);
            build.save();
            build.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
