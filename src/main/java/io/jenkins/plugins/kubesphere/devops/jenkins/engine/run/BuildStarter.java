package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.Action;
import hudson.model.Queue;
import hudson.model.queue.ScheduleResult;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch.BranchRefusalFactory;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch.RefTypeValidator;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.deletion.BuildDeleter;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.BranchJobs;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemLookup;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.PluginInitiatedChange;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.queue.QueueLock;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Starts builds, at most one for the UID of each run. It first looks for builds of earlier processes, outside the lock
 * of the queue, because that reads files. Then it checks the queue, the left items and the known builds again and
 * schedules the item under the lock, in one hold together with the items of other runs that wait for it. So only one of
 * several threads with the same UID schedules an item.
 */
public final class BuildStarter {
    /**
     * The largest accepted difference between the next build number of the job and the number in a run. Everybody who
     * may write runs can set that number, and a very large number would leave no numbers for later builds.
     */
    private static final int MAX_NUMBER_GAP = 1_000_000;

    private static final int NO_BUILD = 0;

    private static final Logger LOGGER = Logger.getLogger(BuildStarter.class.getName());

    private final RunLocator locator;
    private final BuildActionFactory actions;

    public BuildStarter(RunLocator locator) {
        this.locator = locator;
        this.actions = new BuildActionFactory(locator);
    }

    public RunLocation start(RunRequest request) {
        WorkflowJob job = ItemLookup.job(request.job())
                .filter(found -> BranchJobs.isBranchJob(found) == request.job().hasBranch())
                .orElseThrow(() -> jobMissing(request));
        Optional<RunLocation> known = locator.find(job, request.run(), request.createdAt());
        if (known.orElse(null) instanceof RunLocation.LostBeforeFirstStep lost) {
            RunLocation again = schedule(job, request, lost.build().getNumber());
            // Only now: after a crash between the two, the run must still be known as lost.
            deleteLost(lost.build(), request.run());
            return again;
        }
        return known.orElseGet(() -> schedule(job, request, NO_BUILD));
    }

    private static void deleteLost(WorkflowRun build, PipelineRunRef run) {
        LOGGER.log(
                Level.INFO,
                "{0}: a crash ended build {1} before its first step; the run is built again, and this build is deleted",
                new Object[] {run, build.getFullDisplayName()});
        BuildDeleter.delete(build);
    }

    private static EngineRefusalException jobMissing(RunRequest request) {
        return ItemLookup.multiBranchProject(request.job())
                .filter(project -> request.job().hasBranch())
                .map(project -> BranchRefusalFactory.branchMissing(project, request))
                .orElseGet(() -> new EngineRefusalException(
                        Reason.JOB_MISSING,
                        "There is no job " + request.job() + " in Jenkins to build " + request.run()
                                + "; see the conditions of the Pipeline"));
    }

    /** @param lost number of the build of the run that was lost before its first step, or {@link #NO_BUILD} */
    private RunLocation schedule(WorkflowJob job, RunRequest request, int lost) {
        checkBuildable(job, request);
        RefTypeValidator.check(job, request);
        // Before the lock is taken: other plugins create values, and everybody's builds would wait for them.
        List<Action> newActions = actions.create(job, request);
        raiseNextNumber(request.highestBuildNumber(), job);
        return QueueLock.callTogether(() -> {
            Optional<RunLocation> known = locator.findInMemory(job, request.run())
                    .filter(location -> location.findBuild()
                            .filter(build -> build.getNumber() == lost)
                            .isEmpty());
            return known.isPresent() ? known.get() : new RunLocation.Queued(scheduleNew(job, request, newActions));
        });
    }

    /**
     * Prevents a job that was created again, or restored from a backup, from using the number of an earlier run again.
     */
    private static void raiseNextNumber(int highest, WorkflowJob job) {
        int next = job.getNextBuildNumber();
        if (highest < next || highest - next > MAX_NUMBER_GAP) {
            return;
        }
        PluginInitiatedChange.run(job.getFullName(), () -> {
            job.updateNextBuildNumber(highest + 1);
            return null;
        });
    }

    private static void checkBuildable(WorkflowJob job, RunRequest request) {
        if (BranchJobs.isDead(job)) {
            throw BranchRefusalFactory.branchDeleted(request);
        }
        if (!job.isBuildable()) {
            throw new EngineRefusalException(
                    Reason.NOT_BUILDABLE,
                    "The job " + request.job() + " is disabled in Jenkins; enable it there to build " + request.run());
        }
    }

    private static Queue.Item scheduleNew(WorkflowJob job, RunRequest request, List<Action> actions) {
        // Again, under the lock: Jenkins accepts an item of a disabled job, and loses it.
        checkBuildable(job, request);
        request.precondition().run();
        ScheduleResult result = Jenkins.get().getQueue().schedule2(job, 0, actions);
        if (!result.isCreated()) {
            throw new EngineRefusalException(
                    Reason.NOT_BUILDABLE,
                    "Jenkins does not accept builds of " + request.job() + " now, so " + request.run()
                            + " waits: the job is being deleted, or a plugin of Jenkins refuses its builds");
        }
        return result.getItem();
    }
}
