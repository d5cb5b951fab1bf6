package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunJobResolver;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunRequestFactory;
import io.jenkins.plugins.kubesphere.devops.engine.run.OriginalRun;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.operator.run.parameter.SecretParameterReader;
import io.jenkins.plugins.kubesphere.devops.operator.run.parameter.UnreadableSecretException;
import io.jenkins.plugins.kubesphere.devops.operator.run.replay.ReplayedRunFinder;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.KnownBranchReader;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.PipelineReadinessChecker;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.RunWaitlist;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.StartLimiter;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.StartObstacle;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.UnfinishedRunLimiter;
import io.jenkins.plugins.kubesphere.devops.operator.sync.RefusalReasonMapper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts the build of a run, or makes the run wait: for its pipeline, or until fewer builds are started at once. */
final class RunStarter {
    /** Without this index, each start would look at all runs of the namespace. */
    private static final String BY_PIPELINE = "pipeline";

    private static final Duration START_RETRY = Duration.ofSeconds(1);

    /** No event says that a Secret was created or changed: most Secrets are not watched. */
    private static final Duration SECRET_RETRY = Duration.ofSeconds(10);

    /** No event of another run causes a reconcile of the run that replays it. */
    private static final Duration ORIGINAL_RETRY = Duration.ofSeconds(5);

    private final RunEngine engine;
    private final KnownBranchReader branches;
    private final RunJobResolver jobs;
    private final ReplayedRunFinder originals;
    private final SecretParameterReader secretParameters;
    private final PipelineReadinessChecker readiness;
    private final RunWaitlist waitlist;
    private final UnfinishedRunLimiter runLimiter;
    private final StartLimiter startLimiter;
    private final RunFollower follower;
    private final WaitingStatusWriter waitingWriter;
    private final FinalRunStatusWriter finalStatus;
    private final Listener listener;
    private IndexerResourceCache<PipelineRun> runs;

    /** Called on the thread of the reconcile. */
    interface Listener {
        /** The engine has started the build of a run. */
        void onStarted(PipelineRun run);

        /** Another start has ended, so a run that had to wait for it may be started. */
        void onStartAllowed(PipelineRunRef run);
    }

    RunStarter(
            RunEngine engine,
            KnownBranchReader branches,
            RunJobResolver jobs,
            ReplayedRunFinder originals,
            SecretParameterReader secretParameters,
            RunWaitlist waitlist,
            UnfinishedRunLimiter runLimiter,
            StartLimiter startLimiter,
            RunFollower follower,
            WaitingStatusWriter waitingWriter,
            FinalRunStatusWriter finalStatus,
            Listener listener) {
        this.engine = engine;
        this.branches = branches;
        this.jobs = jobs;
        this.originals = originals;
        this.secretParameters = secretParameters;
        this.readiness = new PipelineReadinessChecker(jobs);
        this.waitlist = waitlist;
        this.runLimiter = runLimiter;
        this.startLimiter = startLimiter;
        this.follower = follower;
        this.waitingWriter = waitingWriter;
        this.finalStatus = finalStatus;
        this.listener = listener;
    }

    /** Sets the cache of all runs. Called once, before the operator starts. */
    void setCache(IndexerResourceCache<PipelineRun> cache) {
        this.runs = cache;
        cache.addIndexer(
                BY_PIPELINE,
                run -> PipelineRuns.namesValidPipeline(run)
                        ? List.of(PipelineRuns.jobOfPipeline(run).toString())
                        : List.of());
    }

    /** Returns all runs of the Pipeline of a job, from the cache. */
    List<PipelineRun> runsOfPipeline(JobName job) {
        return runs.byIndex(BY_PIPELINE, job.withoutBranch().toString());
    }

    /**
     * Makes a run with a build wait whose Pipeline is not in sync, without a limit of time if the Pipeline exists: a
     * person may first have to let it adopt its job. Returns empty if it is in sync.
     */
    Optional<UpdateControl<PipelineRun>> waitForPipeline(PipelineRun run) {
        // As below, first the waitlist.
        waitlist.add(PipelineRuns.jobOfPipeline(run), PipelineRuns.ref(run));
        Optional<StartObstacle> obstacle = readiness.findObstacle(run);
        if (obstacle.isEmpty()) {
            waitlist.remove(PipelineRuns.jobOfPipeline(run), PipelineRuns.ref(run));
        }
        return obstacle.map(found -> ConditionReasons.PIPELINE_NOT_FOUND.equals(found.reason())
                ? waitingWriter.waitFor(run, found)
                : waitingWriter.waitForTurn(run, found));
    }

    /** Starts the build if its Pipeline is in sync, the run names what to build, and the limits allow it. */
    UpdateControl<PipelineRun> startIfAllowed(PipelineRun run) {
        // Add the run to the waitlist before the check. If the Pipeline were synced after the check but before the run
        // is on the waitlist, no event would start the run.
        waitlist.add(PipelineRuns.jobOfPipeline(run), PipelineRuns.ref(run));
        Optional<StartObstacle> obstacle = readiness.findObstacle(run);
        if (obstacle.isPresent()) {
            runLimiter.withdraw(run);
            return waitingWriter.waitFor(run, obstacle.get());
        }
        if (jobs.lacksBranch(run) && !ReplayedRunFinder.isReplay(run)) {
            return finalStatus.failWithoutBranch(run, branches.readNames(PipelineRuns.jobOfPipeline(run)));
        }
        Optional<StartObstacle> limit = runLimiter.tryStart(run);
        if (limit.isPresent()) {
            waitlist.remove(PipelineRuns.jobOfPipeline(run), PipelineRuns.ref(run));
            return waitingWriter.waitForTurn(run, limit.get());
        }
        if (!startLimiter.tryStart(PipelineRuns.ref(run))) {
            waitlist.remove(PipelineRuns.jobOfPipeline(run), PipelineRuns.ref(run));
            // The end of another start usually causes an earlier reconcile of this run. But if that event goes to a run
            // that was deleted, only this retry remains.
            return UpdateControl.<PipelineRun>noUpdate().rescheduleAfter(START_RETRY);
        }
        try {
            return start(run);
        } finally {
            startLimiter.finishStart(PipelineRuns.ref(run)).forEach(listener::onStartAllowed);
        }
    }

    private UpdateControl<PipelineRun> start(PipelineRun run) {
        // The same as above, because a synced job may have removed the run from the waitlist while it waited here.
        waitlist.add(PipelineRuns.jobOfPipeline(run), PipelineRuns.ref(run));
        try {
            JobName job = jobs.resolve(run);
            Optional<OriginalRun> original = originals.find(run);
            RunSnapshot build =
                    engine.start(RunRequestFactory.create(run, job, highestNumber(job), secretParameters.read(run))
                            .withOriginal(original));
            listener.onStarted(run);
            waitlist.remove(PipelineRuns.jobOfPipeline(run), PipelineRuns.ref(run));
            return build.isBuildDeleted() ? finalStatus.endBuildDeleted(run, build) : follower.follow(run, build);
        } catch (EngineRefusalException refusal) {
            if (!refusal.reason().isRetryable()) {
                return finalStatus.failRefused(run, refusal);
            }
            runLimiter.withdraw(run);
            StartObstacle obstacle = new StartObstacle(RefusalReasonMapper.map(refusal), refusal.getMessage());
            return isAboutOriginal(refusal)
                    ? waitingWriter.waitFor(run, obstacle, ORIGINAL_RETRY)
                    : waitingWriter.waitFor(run, obstacle);
        } catch (UnreadableSecretException e) {
            runLimiter.withdraw(run);
            StartObstacle obstacle = new StartObstacle(ConditionReasons.SECRET_NOT_FOUND, e.getMessage());
            return waitingWriter.waitFor(run, obstacle, SECRET_RETRY);
        }
    }

    private static boolean isAboutOriginal(EngineRefusalException refusal) {
        return switch (refusal.reason()) {
            case ORIGINAL_NOT_FOUND, ORIGINAL_NOT_READY -> true;
            default -> false;
        };
    }

    /** Returns the highest build number of all runs of the job; 0 if there is none. */
    private int highestNumber(JobName job) {
        return findRuns(job).mapToInt(PipelineRuns::buildNumber).max().orElse(0);
    }

    /** Returns the known runs of a job, or of a branch. */
    Stream<PipelineRun> findRuns(JobName job) {
        return runsOfPipeline(job).stream().filter(run -> jobs.isBuiltBy(run, job));
    }
}
