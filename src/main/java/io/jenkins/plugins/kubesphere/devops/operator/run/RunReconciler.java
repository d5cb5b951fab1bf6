package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunJobResolver;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.FairExecutor;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.operator.framework.EngineEventSource;
import io.jenkins.plugins.kubesphere.devops.operator.framework.FinalizingReconciler;
import io.jenkins.plugins.kubesphere.devops.operator.framework.OwnWriteCache;
import io.jenkins.plugins.kubesphere.devops.operator.run.RunDecision.Facts;
import io.jenkins.plugins.kubesphere.devops.operator.run.claim.RunClaimer;
import io.jenkins.plugins.kubesphere.devops.operator.run.claim.RunEventFilter;
import io.jenkins.plugins.kubesphere.devops.operator.run.control.PauseActionHandler;
import io.jenkins.plugins.kubesphere.devops.operator.run.control.StopEscalation;
import io.jenkins.plugins.kubesphere.devops.operator.run.imports.ImportedBuildAdopter;
import io.jenkins.plugins.kubesphere.devops.operator.run.parameter.SecretParameterReader;
import io.jenkins.plugins.kubesphere.devops.operator.run.replay.ReplayedRunFinder;
import io.jenkins.plugins.kubesphere.devops.operator.run.retention.RunPruner;
import io.jenkins.plugins.kubesphere.devops.operator.run.retention.RunRetentionPolicy;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.KnownBranchReader;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.RunWaitlist;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.StartLimiter;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.UnfinishedRunLimiter;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.BuildStateReader;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.RunStatusWriter;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunStoreType;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunStoreWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Starts the build of each run exactly once and follows it to its end. Every decision is made from the run's own object
 * and the engine, so a restart at any point does no harm. What is kept in memory only saves time or requests: our own
 * last writes until the informer shows them, runs that wait for a job or for a free start, and the time of our own
 * start.
 */
public final class RunReconciler extends FinalizingReconciler<PipelineRun> implements AutoCloseable {
    private final String instanceId;
    private final NumberedBuildAdopter adopter;
    private final RunEventFilter filter;
    private final RunClaimer claimer;
    private final RunJobResolver jobs;
    private final ReplayedRunFinder originals;
    private final EventRecorder events;
    private final BuildStateReader builds;
    private final RunStatusWriter writer;
    private final FinalRunStatusWriter finalStatus;
    private final ForeignRunReporter foreignRuns;
    private final RunStoreWriter store;
    private final DeletedRunCleaner cleaner;
    private final RunFollower follower;
    private final RunStarter starter;
    private final OwnWriteCache<PipelineRun> ownWrites = new OwnWriteCache<>();
    private final RunWaitlist waitlist = new RunWaitlist();
    private final UnfinishedRunLimiter runLimiter;
    private volatile Optional<IndexerResourceCache<PipelineRun>> runCache = Optional.empty();
    private final RunPruner pruner;
    private final EngineEventSource<PipelineRun> engineEvents = new EngineEventSource<>("engine runs");

    /**
     * @param instanceId id of this instance
     * @param pipelineTimeout how long a run waits for its pipeline before it fails, counted from its first wait
     * @param maxStarts how many builds are started at the same time; fewer than there are workers
     * @param maxUnfinishedRuns how many runs of one namespace may be started and not final
     * @param storeType where the stages of runs are stored
     * @param defaultRetention which finished runs of a Pipeline without a discarder are kept
     * @param deletionThreads where builds of deleted runs are stopped and deleted; the caller closes it
     * @param pipelines returns the pipeline of a job
     * @param importedBuilds gives builds to the runs that were created for them
     */
    public RunReconciler(
            Engine engine,
            KubernetesClient client,
            EventRecorder events,
            Clock clock,
            String instanceId,
            Duration pipelineTimeout,
            int maxStarts,
            int maxUnfinishedRuns,
            RunStoreType storeType,
            RunRetentionPolicy defaultRetention,
            FairExecutor deletionThreads,
            Function<JobName, Optional<Pipeline>> pipelines,
            ImportedBuildAdopter importedBuilds) {
        super(Finalizers.RUN, Finalizers.OLD_RUN, deletionThreads);
        this.instanceId = instanceId;
        this.adopter = new NumberedBuildAdopter(engine.runs(), importedBuilds);
        this.filter = new RunEventFilter(instanceId);
        this.events = events;
        this.jobs = new RunJobResolver(pipelines);
        this.originals = new ReplayedRunFinder(instanceId, jobs, this::findRun);
        this.claimer = new RunClaimer(instanceId, client, originals);
        this.builds = new BuildStateReader(engine.runs(), engine.runLogs());
        this.writer = new RunStatusWriter(client, events, clock, ownWrites);
        this.store = new RunStoreWriter(storeType, engine, client, events, this::findRun, ownWrites::put);
        this.finalStatus = new FinalRunStatusWriter(instanceId, jobs, waitlist, store, writer, events, clock);
        this.foreignRuns = new ForeignRunReporter(instanceId, jobs, writer, events);
        StopEscalation stops = new StopEscalation(
                engine.runs(),
                System::nanoTime,
                (run, message) -> events.warning(run, EventReasons.STOP_ESCALATED, message));
        this.cleaner = new DeletedRunCleaner(engine.runs(), waitlist, stops);
        this.follower = new RunFollower(
                engine.runs(),
                jobs,
                builds,
                writer,
                store,
                new PauseActionHandler(engine.runs(), client, ownWrites),
                stops,
                new AgentEventRecorder(events),
                clock);
        this.runLimiter = new UnfinishedRunLimiter(maxUnfinishedRuns, instanceId, this::onRunChanged);
        this.starter = new RunStarter(
                engine.runs(),
                new KnownBranchReader(engine.jobs()),
                jobs,
                originals,
                new SecretParameterReader(client),
                waitlist,
                runLimiter,
                new StartLimiter(maxStarts),
                follower,
                new WaitingStatusWriter(pipelineTimeout, writer, finalStatus, events, System::nanoTime),
                finalStatus,
                new RunStarter.Listener() {
                    @Override
                    public void onStarted(PipelineRun run) {
                        cleanUpIfDeleted(run);
                    }

                    @Override
                    public void onStartAllowed(PipelineRunRef run) {
                        onRunChanged(run);
                    }
                });
        this.pruner = new RunPruner(
                engine.runs(), client, events, clock, instanceId, defaultRetention, pipelines, starter::runsOfPipeline);
    }

    /** Reconciles a run because the engine changed it. */
    public void onRunChanged(PipelineRunRef run) {
        engineEvents.raise(run.namespace(), run.name());
    }

    /** Stores the stages of a run because they changed. This needs no reconcile. */
    public void onGraphChanged(PipelineRunRef run) {
        store.onChanged(run);
    }

    private Optional<PipelineRun> findRun(PipelineRunRef run) {
        return findRun(run.namespace(), run.name())
                .filter(found -> found.getMetadata().getUid().equals(run.uid()));
    }

    private Optional<PipelineRun> findRun(String namespace, String name) {
        return runCache.flatMap(cache -> cache.get(new ResourceID(name, namespace)))
                .map(ownWrites::newest);
    }

    /**
     * Reconciles the runs that wait for the job of a pipeline, or for one of its branches.
     *
     * @param pipeline the job of the pipeline itself
     */
    public void onJobSynced(JobName pipeline) {
        waitlist.removeAll(pipeline).forEach(this::onRunChanged);
    }

    /** Returns the known runs of a job, or of a branch. Call this after the informers have been started. */
    public Stream<PipelineRun> findRuns(JobName job) {
        return starter.findRuns(job);
    }

    /** Returns whether a run that the informer shows for the first time is reconciled. */
    public boolean acceptsAdd(PipelineRun run) {
        return filter.acceptsAdd(run);
    }

    /** Returns whether an update of a run is reconciled. */
    public boolean acceptsUpdate(PipelineRun run, PipelineRun before) {
        return filter.acceptsUpdate(run, before);
    }

    @Override
    protected List<EventSource<?, PipelineRun>> createEventSources(EventSourceContext<PipelineRun> context) {
        starter.setCache(context.getPrimaryCache());
        runCache = Optional.of(context.getPrimaryCache());
        ownWrites.setInformerLookup(context.getPrimaryCache()::get);
        return List.of(ownWrites, engineEvents, claimer, runLimiter, pruner, new CachedRunTrimmer());
    }

    @Override
    protected UpdateControl<PipelineRun> apply(PipelineRun cached, Context<PipelineRun> context) {
        PipelineRun run = ownWrites.newest(cached);
        return switch (RunDecision.of(new Facts(
                PipelineRuns.hasEnded(run),
                PipelineRuns.namesValidPipeline(run),
                PipelineRuns.isRestored(run),
                PipelineRuns.isClaimedByOtherInstance(run, instanceId),
                PipelineRuns.mayTakeOver(run),
                PipelineRuns.isClaimed(run, instanceId),
                PipelineRuns.isBound(run) || PipelineRuns.isImported(run),
                PipelineRuns.isStopRequested(run)))) {
            case IGNORE, AWAIT_CLAIM -> UpdateControl.noUpdate();
            case END_WITHOUT_PIPELINE_NAME -> finalStatus.failWithoutPipelineName(run);
            case END_RESTORED -> finalStatus.endRestored(run);
            case TAKE_OVER -> takeOver(run);
            case TAKE_OVER_WITH_BUILD -> takeOverWithBuild(run);
            case CANCEL_FOREIGN -> finalStatus.cancelForeign(run, foreignRuns.describeBuild(run));
            case REPORT_FOREIGN -> foreignRuns.report(run);
            case FOLLOW -> followOr(run, this::endWithoutBuild);
            case FOLLOW_OR_CANCEL -> followOr(run, finalStatus::cancel);
            case FOLLOW_OR_START -> followOr(run, this::start);
        };
    }

    private UpdateControl<PipelineRun> start(PipelineRun run) {
        Optional<JobName> onlyBranch = originals.findBranch(run).or(() -> jobs.findOnlyBranch(run));
        if (onlyBranch.isPresent() || originals.isFoundSinceClaim(run)) {
            // First the record of the job, because the build is looked for in the recorded job, and of the original,
            // because another run may get its name while this one waits.
            return claim(run, onlyBranch.orElseGet(() -> PipelineRuns.jobOfBuild(run)));
        }
        return starter.startIfAllowed(run);
    }

    /** Records that this job builds the run. This write causes the next reconcile, which goes on. */
    private UpdateControl<PipelineRun> claim(PipelineRun run, JobName job) {
        ownWrites.put(claimer.claim(run, job));
        return UpdateControl.noUpdate();
    }

    /** No step of the run was executed, so it may be built again, also if the number of its lost build is known. */
    private UpdateControl<PipelineRun> buildAgain(PipelineRun run) {
        if (PipelineRuns.isImported(run)) {
            return finalStatus.endBuildNotFound(run);
        }
        if (PipelineRuns.isStopRequested(run)) {
            return finalStatus.cancel(run);
        }
        // First the number: if Jenkins is killed again before it has saved the new build, the run must not look like
        // one whose build was deleted.
        return starter.startIfAllowed(PipelineRuns.isBound(run) ? writer.unbind(run) : run);
    }

    /** Follows the build of the run. Without a build, does the other action. */
    private UpdateControl<PipelineRun> followOr(
            PipelineRun run, Function<PipelineRun, UpdateControl<PipelineRun>> action) {
        Optional<RunSnapshot> build = builds.findSnapshot(run);
        if (build.isPresent()) {
            runLimiter.recordStarted(run);
            return switch (build.get().state()) {
                case LOST_BEFORE_FIRST_STEP -> buildAgain(run);
                case BUILD_DELETED ->
                    build.get().result() == RunResult.NONE
                            ? finalStatus.endBuildDeleted(run, build.get())
                            : follower.follow(run, build.get());
                case QUEUED, UNDECIDED, RUNNING, WAITING, PAUSED, PAUSED_BY_USER -> follower.follow(run, build.get());
                case FINISHED ->
                    isStoppedInQueue(run, build.get()) ? finalStatus.cancel(run) : follower.follow(run, build.get());
            };
        }
        Optional<JobName> otherJob = builds.findOtherJob(run);
        return otherJob.isPresent() ? claim(run, otherJob.get()) : action.apply(run);
    }

    /**
     * The run has the number of a build, and no build has the UID of the run: the build was deleted, or ks-devops or a
     * person started it. Its job belongs to the Pipeline only once that is in sync.
     */
    private UpdateControl<PipelineRun> endWithoutBuild(PipelineRun run) {
        if (PipelineRuns.isImported(run)) {
            return starter.waitForPipeline(run).orElseGet(() -> adoptBuild(run));
        }
        if (!PipelineRuns.isStartedByKsDevOps(run)) {
            return finalStatus.endBuildDeleted(run);
        }
        return PipelineRuns.findReportedResult(run)
                .map(result -> finalStatus.endAsReported(run, result))
                .or(() -> starter.waitForPipeline(run))
                .orElseGet(() -> adoptBuild(run));
    }

    private UpdateControl<PipelineRun> adoptBuild(PipelineRun run) {
        return adopter.adopt(run) ? followOr(run, finalStatus::endBuildNotFound) : finalStatus.endBuildNotFound(run);
    }

    /** The engine does not tell whether this plugin or a person has removed a run from the queue. */
    private static boolean isStoppedInQueue(PipelineRun run, RunSnapshot end) {
        return end.result() == RunResult.CANCELLED_IN_QUEUE && PipelineRuns.isStopRequested(run);
    }

    /** Claims a run of another instance. This write causes the next reconcile, which then treats the run as ours. */
    private UpdateControl<PipelineRun> takeOver(PipelineRun run) {
        ownWrites.put(claimer.claim(run));
        return UpdateControl.noUpdate();
    }

    private UpdateControl<PipelineRun> takeOverWithBuild(PipelineRun run) {
        if (builds.findExistingBuild(run).isPresent()) {
            return takeOver(run);
        }
        return PipelineRuns.isStopRequested(run)
                ? finalStatus.cancelForeign(run, foreignRuns.describeBuild(run))
                : foreignRuns.report(run);
    }

    @Override
    protected void deleteCreatedItems(PipelineRun run) {
        cleaner.cleanUp(run);
    }

    @Override
    protected void reportDeletionFailure(PipelineRun run, String message) {
        writer.writeDeletionFailure(ownWrites.newest(run), message);
    }

    /** Stops storing stages. */
    @Override
    public void close() {
        store.close();
    }

    @Override
    protected void reportFailure(PipelineRun run, String problem) {
        String reason = PipelineRuns.isBound(run) ? EventReasons.RETRIEVE_FAILED : EventReasons.TRIGGER_FAILED;
        events.warning(run, reason, "Could not reconcile the run, trying again later: " + problem);
    }
}
