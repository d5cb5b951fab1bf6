package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.RunDetails;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunJobResolver;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunRequestFactory;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.operator.framework.EngineEventSource;
import io.jenkins.plugins.kubesphere.devops.operator.framework.FinalizingReconciler;
import io.jenkins.plugins.kubesphere.devops.operator.framework.OwnWriteCache;
import io.jenkins.plugins.kubesphere.devops.operator.run.RunDecision.Facts;
import io.jenkins.plugins.kubesphere.devops.operator.run.claim.RunCachePruner;
import io.jenkins.plugins.kubesphere.devops.operator.run.claim.RunClaimer;
import io.jenkins.plugins.kubesphere.devops.operator.run.claim.RunEventFilter;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.RunWaitlist;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.StartLimiter;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.BuildStateReader;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.RunStatusUpdate;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.RunStatusWriter;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.StatusThrottle;
import io.jenkins.plugins.kubesphere.devops.operator.sync.RefusalReasonMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Starts the build of each run exactly once and follows it to its end. Every decision is made from the run's own object
 * and the engine, so a restart at any point does no harm. What is kept in memory only saves time or requests: our own
 * last writes until the informer shows them, runs that wait for a job or for a free start, and the time of our own
 * start.
 */
public final class RunReconciler extends FinalizingReconciler<PipelineRun> {
    private static final Duration START_RETRY = Duration.ofSeconds(1);

    private final RunEngine engine;
    private final String instanceId;
    private final RunEventFilter filter;
    private final RunClaimer claimer;
    private final Duration pipelineTimeout;
    private final Clock clock;
    private final Instant startedAt;
    private final EventRecorder events;
    private final RunJobResolver jobs;
    private final BuildStateReader builds;
    private final RunStatusWriter writer;
    private final FinalStatusWriter endings;
    private final OwnWriteCache<PipelineRun> latest = new OwnWriteCache<>();
    private final RunWaitlist waitlist = new RunWaitlist();
    private final StartLimiter startLimiter;
    private final EngineEventSource<PipelineRun> engineEvents = new EngineEventSource<>("engine runs");
    private IndexerResourceCache<PipelineRun> runs;

    /**
     * @param instanceId id of this instance
     * @param pipelineTimeout how long a run waits for its pipeline before it fails, counted from its creation, or from
     *     our own start if that was later
     * @param maxStarts how many builds are started at the same time; fewer than there are workers
     * @param pipelines returns the pipeline of a job
     */
    public RunReconciler(
            RunEngine engine,
            RunDetails details,
            KubernetesClient client,
            EventRecorder events,
            Clock clock,
            String instanceId,
            Duration pipelineTimeout,
            int maxStarts,
            Function<JobName, Optional<Pipeline>> pipelines) {
        super(Finalizers.RUN, Finalizers.OLD_RUN);
        this.engine = engine;
        this.instanceId = instanceId;
        this.filter = new RunEventFilter(instanceId);
        this.claimer = new RunClaimer(instanceId, client);
        this.pipelineTimeout = pipelineTimeout;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.events = events;
        this.startLimiter = new StartLimiter(maxStarts);
        this.jobs = new RunJobResolver(pipelines);
        this.builds = new BuildStateReader(engine, details);
        this.writer = new RunStatusWriter(client, events, clock, latest);
        this.endings = new FinalStatusWriter(instanceId, jobs, waitlist, writer, events, clock);
    }

    /** Reconciles a run because the engine changed it. */
    public void onRunChanged(RunRef run) {
        engineEvents.raise(run.namespace(), run.name());
    }

    /**
     * Reconciles the runs that wait for the job of a pipeline, or for one of its branches.
     *
     * @param pipeline the job of the pipeline itself
     */
    public void onJobSynced(JobName pipeline) {
        waitlist.release(pipeline).forEach(this::onRunChanged);
    }

    /** Returns whether a run that the informer shows for the first time is reconciled. */
    public boolean accepts(PipelineRun run) {
        return filter.accepts(run);
    }

    /** Returns whether an update of a run is reconciled. */
    public boolean accepts(PipelineRun run, PipelineRun before) {
        return filter.accepts(run, before);
    }

    @Override
    protected List<EventSource<?, PipelineRun>> createEventSources(EventSourceContext<PipelineRun> context) {
        runs = context.getPrimaryCache();
        latest.setInformer(runs::get);
        return List.of(latest, engineEvents, claimer, new RunCachePruner());
    }

    @Override
    protected UpdateControl<PipelineRun> apply(PipelineRun cached, Context<PipelineRun> context) {
        PipelineRun run = latest.newest(cached);
        return switch (RunDecision.of(new Facts(
                PipelineRuns.hasEnded(run),
                PipelineRuns.namesValidPipeline(run),
                PipelineRuns.isClaimedByOtherInstance(run, instanceId),
                PipelineRuns.mayTakeOver(run),
                PipelineRuns.isBound(run),
                PipelineRuns.isStopRequested(run)))) {
            case LEAVE -> UpdateControl.noUpdate();
            case END_UNNAMED -> endings.failUnnamed(run);
            case TAKE_OVER -> takeOver(run);
            case TAKE_OVER_WITH_BUILD ->
                builds.findSnapshot(run).map(build -> takeOver(run)).orElseGet(() -> endings.endOtherInstance(run));
            case END_OTHER_INSTANCE -> endings.endOtherInstance(run);
            case FOLLOW ->
                builds.findSnapshot(run).map(build -> follow(run, build)).orElseGet(() -> endings.endBuildDeleted(run));
            case FOLLOW_OR_CANCEL ->
                builds.findSnapshot(run).map(build -> follow(run, build)).orElseGet(() -> endings.cancel(run));
            case FOLLOW_OR_START ->
                builds.findSnapshot(run).map(build -> follow(run, build)).orElseGet(() -> start(run));
        };
    }

    /** Claims a run of another instance. This write causes the next reconcile, which then treats the run as ours. */
    private UpdateControl<PipelineRun> takeOver(PipelineRun run) {
        latest.put(claimer.claim(run));
        return UpdateControl.noUpdate();
    }

    private UpdateControl<PipelineRun> start(PipelineRun run) {
        if (jobs.lacksBranch(run)) {
            return endings.failWithoutBranch(run);
        }
        if (!startLimiter.enter(PipelineRuns.ref(run))) {
            // The end of another start usually causes an earlier reconcile of this run. But if that event goes to a run
            // that was deleted, only this retry remains.
            return rescheduleAfter(Optional.of(START_RETRY));
        }
        try {
            return startNow(run);
        } finally {
            startLimiter.leave().forEach(this::onRunChanged);
        }
    }

    private UpdateControl<PipelineRun> startNow(PipelineRun run) {
        // Add the run to the waitlist before the start is tried. If the job were created after a refusal but before the
        // run is on the waitlist, no event would start the run.
        waitlist.add(PipelineRuns.jobOfPipeline(run), PipelineRuns.ref(run));
        try {
            JobName job = jobs.resolve(run);
            RunSnapshot build = engine.start(RunRequestFactory.create(run, job, highestNumber(job)));
            cleanUpIfDeleted(run);
            waitlist.remove(PipelineRuns.jobOfPipeline(run), PipelineRuns.ref(run));
            return follow(run, build);
        } catch (EngineRefusalException refusal) {
            return refusal.reason().isRetryable() ? waitForPipeline(run, refusal) : endings.failRefused(run, refusal);
        }
    }

    /** Returns the highest build number of all runs of the job; 0 if there is none. */
    private int highestNumber(JobName job) {
        return runs.list(job.folder(), run -> PipelineRuns.namesValidPipeline(run) && jobs.isBuiltBy(run, job))
                .mapToInt(PipelineRuns::buildNumber)
                .max()
                .orElse(0);
    }

    /** Writes the state of the build to the run. If {@link StatusThrottle} does not allow it yet, does it later. */
    private UpdateControl<PipelineRun> follow(PipelineRun run, RunSnapshot build) {
        if (PipelineRuns.isStopRequested(run) && !build.hasEnded()) {
            engine.stop(PipelineRuns.jobOfBuild(run), PipelineRuns.ref(run));
        }
        if (build.number().isEmpty() || PipelineRuns.isBound(run)) {
            return rescheduleAfter(writer.write(run, builds.mapStatus(run, build)));
        }
        PipelineRun bound = writer.bind(run, jobs.resolve(run), build.number().getAsInt(), jobs.pipeline(run));
        // The request took some time. A short build may have ended meanwhile; then no write needs to say that it runs.
        return rescheduleAfter(writer.write(
                bound, builds.mapStatus(bound, builds.findSnapshot(bound).orElse(build))));
    }

    private UpdateControl<PipelineRun> waitForPipeline(PipelineRun run, EngineRefusalException refusal) {
        Optional<Pipeline> pipeline = jobs.pipeline(run);
        String reason = pipeline.isPresent() ? RefusalReasonMapper.map(refusal) : ConditionReasons.PIPELINE_NOT_FOUND;
        String message = PipelineRuns.ref(run) + " waits: "
                + pipeline.map(found -> obstacle(found, refusal))
                        .orElseGet(() -> "there is no Pipeline " + PipelineRuns.jobOfPipeline(run)
                                + "; create it, or correct spec.pipelineRef.name");
        Duration remaining = Duration.between(clock.instant(), deadline(run));
        if (remaining.isNegative() || remaining.isZero()) {
            return endings.failTimedOut(run, reason, message, pipelineTimeout);
        }
        Optional<Duration> delay = writer.write(run, RunStatusUpdate.waiting(reason, message));
        if (delay.isEmpty()) {
            events.warning(run, EventReasons.TRIGGER_FAILED, message);
        }
        return rescheduleAfter(delay.or(() -> Optional.of(remaining)));
    }

    /** Returns why the pipeline cannot be built: the message of its own condition, or else that of the engine. */
    private static String obstacle(Pipeline pipeline, EngineRefusalException refusal) {
        return pipeline.getStatus()
                .condition(ConditionTypes.READY)
                .filter(ready -> !ready.statusIsTrue() && ready.message() != null)
                .map(Condition::message)
                .orElse(refusal.getMessage());
    }

    private Instant deadline(PipelineRun run) {
        Instant created = RunRequestFactory.createdAt(run);
        return (created.isAfter(startedAt) ? created : startedAt).plus(pipelineTimeout);
    }

    private static UpdateControl<PipelineRun> rescheduleAfter(Optional<Duration> delay) {
        UpdateControl<PipelineRun> control = UpdateControl.noUpdate();
        return delay.map(control::rescheduleAfter).orElse(control);
    }

    @Override
    protected void deleteCreatedItems(PipelineRun run) {
        if (!PipelineRuns.namesValidPipeline(run)) {
            return;
        }
        waitlist.remove(PipelineRuns.jobOfPipeline(run), PipelineRuns.ref(run));
        if (PipelineRuns.annotation(run, RunAnnotations.KEEP_RECORD)
                .filter("true"::equalsIgnoreCase)
                .isPresent()) {
            engine.stop(PipelineRuns.jobOfBuild(run), PipelineRuns.ref(run));
        } else {
            engine.delete(PipelineRuns.jobOfBuild(run), PipelineRuns.ref(run));
        }
    }

    @Override
    protected void reportDeletionFailure(PipelineRun run, String message) {
        writer.writeDeletionFailure(latest.newest(run), message);
    }

    @Override
    protected void reportFailure(PipelineRun run, Throwable failure) {
        String reason = PipelineRuns.isBound(run) ? EventReasons.RETRIEVE_FAILED : EventReasons.TRIGGER_FAILED;
        events.warning(run, reason, "Could not reconcile the run, trying again later: " + failure.getMessage());
    }
}
