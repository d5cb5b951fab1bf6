package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.Action;
import hudson.model.CauseAction;
import hudson.model.ParametersAction;
import hudson.model.Queue;
import hudson.model.queue.ScheduleResult;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch.MissingBranch;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.BranchJobs;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemLookup;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.PluginInitiatedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * Starts builds, one for each run's UID. Builds of earlier processes are looked at outside the queue's lock, because that
 * reads files; then queue, left items and known builds are asked again and the item is scheduled, all under the lock, so
 * that of any number of threads with one UID a single one schedules.
 */
public final class BuildStarter {
    /** A run can be given any number by whoever may write runs; one that is so far off would use up all that there are. */
    private static final int FARTHEST = 1_000_000;

    private final RunLocator search;

    public BuildStarter(RunLocator search) {
        this.search = search;
    }

    public RunLocation start(RunRequest request) {
        WorkflowJob job = ItemLookup.job(request.job())
                .filter(found -> BranchJobs.isBranch(found) == request.job().namesBranch())
                .orElseThrow(() -> missing(request));
        return search.everywhere(job, request.run(), request.createdAt()).orElseGet(() -> schedule(job, request));
    }

    private static EngineRefusalException missing(RunRequest request) {
        return ItemLookup.project(request.job())
                .filter(project -> request.job().namesBranch())
                .map(project -> MissingBranch.refusal(project, request))
                .orElseGet(() -> new EngineRefusalException(
                        Reason.JOB_MISSING,
                        "There is no job " + request.job() + " in Jenkins to build " + request.run()));
    }

    private RunLocation schedule(WorkflowJob job, RunRequest request) {
        countAbove(request.highestNumber(), job);
        try {
            return Queue.withLock(() -> {
                Optional<RunLocation> known = search.inMemory(job, request.run());
                return known.isPresent() ? known.get() : new RunLocation.Queued(scheduleNew(job, request));
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A job that was made anew, or comes from a backup, would give its builds numbers that runs have already. */
    private static void countAbove(int highest, WorkflowJob job) {
        int next = job.getNextBuildNumber();
        if (highest < next || highest - next > FARTHEST) {
            return;
        }
        PluginInitiatedChange.does(() -> {
            job.updateNextBuildNumber(highest + 1);
            return null;
        });
    }

    private static Queue.Item scheduleNew(WorkflowJob job, RunRequest request) {
        if (BranchJobs.isDead(job)) {
            throw MissingBranch.gone(request);
        }
        if (!job.isBuildable()) {
            throw new EngineRefusalException(
                    Reason.NOT_BUILDABLE,
                    "The job " + request.job() + " is disabled in Jenkins; enable it there to build " + request.run());
        }
        ScheduleResult result = Jenkins.get().getQueue().schedule2(job, 0, actions(job, request));
        if (!result.isCreated()) {
            throw new EngineRefusalException(
                    Reason.NOT_BUILDABLE,
                    "Jenkins does not take builds of " + request.job() + " now, so " + request.run()
                            + " waits: the job is being deleted, or a plugin of Jenkins refuses them");
        }
        return result.getItem();
    }

    private static List<Action> actions(WorkflowJob job, RunRequest request) {
        List<Action> actions = new ArrayList<>();
        actions.add(new PipelineRunAction(request.run()));
        actions.add(new CauseAction(new PipelineRunCause(request)));
        var parameters = new BuildParameters(job, request).values();
        if (!parameters.isEmpty()) {
            actions.add(new ParametersAction(parameters));
        }
        return actions;
    }
}
