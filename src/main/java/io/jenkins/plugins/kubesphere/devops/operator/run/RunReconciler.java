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
import io.jenkins.plugins.kubesphere.devops.api.Phases;
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
import io.jenkins.plugins.kubesphere.devops.operator.run.claim.RunCachePruner;
import io.jenkins.plugins.kubesphere.devops.operator.run.claim.RunClaimer;
import io.jenkins.plugins.kubesphere.devops.operator.run.claim.RunUpdateFilter;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.RunWaitlist;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.StartDecision;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.StartDecision.Facts;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.StartLimiter;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.BuildStateReader;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.RunStatusMapper;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.RunStatusWriter;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.StatusThrottle;
import io.jenkins.plugins.kubesphere.devops.operator.sync.RefusalReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Starts the build of each run exactly once and follows it to its end. Nothing is remembered here that is not in the
 * run's own object or in the engine, so a restart at any point goes on where things were.
 */
public final class RunReconciler extends FinalizingReconciler<PipelineRun> {
    private static final Duration LANE_SWEEP = Duration.ofSeconds(1);

    private final RunEngine engine;
    private final String home;
    private final RunUpdateFilter filter;
    private final RunClaimer claims;
    private final Duration patience;
    private final Clock clock;
    private final Instant born;
    private final EventRecorder events;
    private final RunJobResolver jobs;
    private final BuildStateReader builds;
    private final RunStatusWriter writer;
    private final OwnWriteCache latest = new OwnWriteCache();
    private final RunWaitlist waiting = new RunWaitlist();
    private final StartLimiter lane;
    private final EngineEventSource<PipelineRun> signal = new EngineEventSource<>("engine runs");
    private IndexerResourceCache<PipelineRun> runs;

    /**
     * @param home this home's instance id
     * @param patience how long a run waits for its pipeline before it fails, counted from its creation, or from our own
     *     start if that was later
     * @param starts how many starts may be under way at a time; less than there are workers
     * @param pipelines gives the pipeline of a job
     */
    public RunReconciler(
            RunEngine engine,
            RunDetails details,
            KubernetesClient client,
            EventRecorder events,
            Clock clock,
            String home,
            Duration patience,
            int starts,
            Function<JobName, Optional<Pipeline>> pipelines) {
        super(Finalizers.RUN, Finalizers.OLD_RUN);
        this.engine = engine;
        this.home = home;
        this.filter = new RunUpdateFilter(home);
        this.claims = new RunClaimer(home, client);
        this.patience = patience;
        this.clock = clock;
        this.born = clock.instant();
        this.events = events;
        this.lane = new StartLimiter(starts);
        this.jobs = new RunJobResolver(pipelines);
        this.builds = new BuildStateReader(engine, details, jobs);
        this.writer = new RunStatusWriter(client, events, clock, latest);
    }

    /** Looks at a run again because the engine changed it. */
    public void runChanged(RunRef run) {
        signal.raise(run.namespace(), run.name());
    }

    /**
     * Lets the runs that wait for a pipeline's job, or for one of its branches, try again.
     *
     * @param pipeline its own job
     */
    public void jobSynced(JobName pipeline) {
        waiting.release(pipeline).forEach(this::runChanged);
    }

    /** Says which runs are reconciled; to be asked once about each that the informer gets. */
    public boolean accepts(PipelineRun run) {
        boolean accepted = filter.accepts(run);
        RunCachePruner.prune(run);
        return accepted;
    }

    /** Says which updates of runs are. */
    public boolean accepts(PipelineRun run, PipelineRun before) {
        boolean accepted = filter.accepts(run, before);
        RunCachePruner.prune(run);
        return accepted;
    }

    @Override
    protected List<EventSource<?, PipelineRun>> eventSources(EventSourceContext<PipelineRun> context) {
        runs = context.getPrimaryCache();
        latest.setInformer(runs::get);
        return List.of(latest, signal, claims);
    }

    @Override
    protected UpdateControl<PipelineRun> apply(PipelineRun cached, Context<PipelineRun> context) {
        PipelineRun run = latest.newest(cached);
        return switch (StartDecision.of(new Facts(
                PipelineRuns.isOver(run),
                PipelineRuns.isNamed(run),
                PipelineRuns.isForeign(run, home),
                PipelineRuns.mayTakeOver(run),
                PipelineRuns.isBound(run),
                PipelineRuns.isStopped(run)))) {
            case LEAVE -> UpdateControl.noUpdate();
            case END_UNNAMED -> endUnnamed(run);
            case TAKE_OVER -> takeOver(run);
            case TAKE_OVER_WITH_BUILD ->
                builds.find(run).map(build -> takeOver(run)).orElseGet(() -> endOtherHome(run));
            case END_OTHER_HOME -> endOtherHome(run);
            case FOLLOW -> builds.find(run).map(build -> follow(run, build)).orElseGet(() -> endDeleted(run));
            case FOLLOW_OR_CANCEL ->
                builds.find(run).map(build -> follow(run, build)).orElseGet(() -> endCancelled(run));
            case FOLLOW_OR_START ->
                builds.find(run).map(build -> follow(run, build)).orElseGet(() -> start(run));
        };
    }

    /** Makes the run ours; what is to be done with it then, the next look says, which its own change brings about. */
    private UpdateControl<PipelineRun> takeOver(PipelineRun run) {
        latest.put(claims.claim(run));
        return UpdateControl.noUpdate();
    }

    private UpdateControl<PipelineRun> start(PipelineRun run) {
        if (jobs.lacksBranch(run)) {
            return endBranchless(run);
        }
        if (!lane.enter(PipelineRuns.ref(run))) {
            // It is woken earlier as a rule, but not if whoever is woken before it is gone by then.
            return after(Optional.of(LANE_SWEEP));
        }
        try {
            return startNow(run);
        } finally {
            lane.leave().forEach(this::runChanged);
        }
    }

    private UpdateControl<PipelineRun> startNow(PipelineRun run) {
        // Before asking: a job that is made between a refusal and our waiting for it would wake nobody.
        waiting.add(PipelineRuns.pipeline(run), PipelineRuns.ref(run));
        try {
            JobName job = jobs.of(run);
            RunSnapshot build = engine.start(RunRequestFactory.of(run, job, highestNumber(job)));
            afterApply(run);
            waiting.remove(PipelineRuns.pipeline(run), PipelineRuns.ref(run));
            return follow(run, build);
        } catch (EngineRefusalException refusal) {
            return refusal.reason().waits() ? await(run, refusal) : endRefused(run, refusal);
        }
    }

    /** The highest build number that a run of the job knows, 0 for none. */
    private int highestNumber(JobName job) {
        return runs.list(job.folder(), run -> PipelineRuns.isNamed(run) && jobs.same(job, run))
                .mapToInt(PipelineRuns::number)
                .max()
                .orElse(0);
    }

    /** Writes what the build's state means, at the {@link StatusThrottle}. */
    private UpdateControl<PipelineRun> follow(PipelineRun run, RunSnapshot build) {
        if (PipelineRuns.isStopped(run) && !build.isOver()) {
            engine.stop(jobs.whereBuilt(run), PipelineRuns.ref(run));
        }
        if (build.number().isEmpty() || PipelineRuns.isBound(run)) {
            return after(writer.write(run, builds.state(run, build)));
        }
        PipelineRun bound = writer.bind(run, jobs.of(run), build.number().getAsInt(), jobs.pipeline(run));
        // That was a request's time ago: a short build is over by now, and needs no write that says it runs.
        return after(writer.write(bound, builds.state(bound, builds.find(bound).orElse(build))));
    }

    private UpdateControl<PipelineRun> await(PipelineRun run, EngineRefusalException refusal) {
        Optional<Pipeline> pipeline = jobs.pipeline(run);
        String reason = pipeline.isPresent() ? RefusalReason.of(refusal) : ConditionReasons.PIPELINE_NOT_FOUND;
        String message = PipelineRuns.ref(run) + " waits: "
                + pipeline.map(found -> obstacle(found, refusal))
                        .orElseGet(() -> "there is no Pipeline " + PipelineRuns.pipeline(run)
                                + "; create it, or correct spec.pipelineRef.name");
        Duration left = Duration.between(clock.instant(), deadline(run));
        if (left.isNegative() || left.isZero()) {
            return end(run, Phases.FAILED, reason, message + " (gave up after " + patience.toSeconds() + " s)");
        }
        Optional<Duration> early = writer.write(run, RunStatusMapper.waiting(reason, message));
        if (early.isEmpty()) {
            events.warning(run, EventReasons.TRIGGER_FAILED, message);
        }
        return after(early.or(() -> Optional.of(left)));
    }

    /** What keeps a pipeline from taking runs: it says so itself, unless only its job does. */
    private static String obstacle(Pipeline pipeline, EngineRefusalException refusal) {
        return pipeline.getStatus()
                .condition(ConditionTypes.READY)
                .filter(ready -> !ready.holds() && ready.message() != null)
                .map(Condition::message)
                .orElse(refusal.getMessage());
    }

    private Instant deadline(PipelineRun run) {
        Instant created = RunRequestFactory.createdAt(run);
        return (created.isAfter(born) ? created : born).plus(patience);
    }

    private UpdateControl<PipelineRun> endUnnamed(PipelineRun run) {
        String name = run.getSpec().pipelineRef().name();
        String what = name == null || name.isBlank()
                ? "spec.pipelineRef.name is empty"
                : "spec.pipelineRef.name \"" + name + "\" is not a name that a Pipeline can have";
        return end(
                run,
                Phases.FAILED,
                ConditionReasons.PIPELINE_REF_MISSING,
                PipelineRuns.ref(run) + ": " + what + "; name the Pipeline to run");
    }

    private UpdateControl<PipelineRun> endBranchless(PipelineRun run) {
        return end(
                run,
                Phases.FAILED,
                ConditionReasons.BRANCH_NOT_NAMED,
                PipelineRuns.ref(run) + ": Pipeline " + PipelineRuns.pipeline(run)
                        + " builds branches, and spec.scm.refName is empty; name the branch, tag or request to build");
    }

    private UpdateControl<PipelineRun> endRefused(PipelineRun run, EngineRefusalException refusal) {
        return end(run, Phases.FAILED, RefusalReason.of(refusal), refusal.getMessage());
    }

    private UpdateControl<PipelineRun> endDeleted(PipelineRun run) {
        String id = PipelineRuns.annotation(run, RunAnnotations.RUN_ID).orElse("");
        return end(
                run,
                Phases.UNKNOWN,
                ConditionReasons.BUILD_DELETED,
                PipelineRuns.ref(run) + ": build " + id + " of " + jobs.of(run)
                        + " was deleted before its end was seen");
    }

    private UpdateControl<PipelineRun> endOtherHome(PipelineRun run) {
        String other = PipelineRuns.annotation(run, RunAnnotations.INSTANCE).orElse("");
        String what = PipelineRuns.annotation(run, RunAnnotations.RUN_ID)
                .map(id -> "its build " + id + " of " + jobs.of(run) + " is there")
                .orElse("whether it was started there is not known");
        String message = PipelineRuns.ref(run) + " belongs to home " + other + ", " + what + "; this is home " + home
                + ", which acts now. Create a new run; other unfinished runs of that home are started here if they are"
                + " annotated " + RunAnnotations.TAKE_OVER + "=true before this home acts";
        events.warning(
                run, PipelineRuns.isBound(run) ? EventReasons.RETRIEVE_FAILED : EventReasons.TRIGGER_FAILED, message);
        return end(run, Phases.UNKNOWN, ConditionReasons.OTHER_INSTANCE, message);
    }

    private UpdateControl<PipelineRun> endCancelled(PipelineRun run) {
        return end(
                run,
                Phases.CANCELLED,
                ConditionReasons.STOPPED_BEFORE_START,
                PipelineRuns.ref(run) + ": spec.action is Stop, it was not started");
    }

    private UpdateControl<PipelineRun> end(PipelineRun run, String phase, String reason, String message) {
        if (Phases.FAILED.equals(phase)) {
            events.warning(run, EventReasons.TRIGGER_FAILED, message);
        }
        if (PipelineRuns.isNamed(run)) {
            waiting.remove(PipelineRuns.pipeline(run), PipelineRuns.ref(run));
        }
        writer.write(run, RunStatusMapper.ended(phase, reason, message, run.getStatus(), clock.instant()));
        return UpdateControl.noUpdate();
    }

    private static UpdateControl<PipelineRun> after(Optional<Duration> wait) {
        UpdateControl<PipelineRun> control = UpdateControl.noUpdate();
        return wait.map(control::rescheduleAfter).orElse(control);
    }

    @Override
    protected void cleanUp(PipelineRun run) {
        if (!PipelineRuns.isNamed(run)) {
            return;
        }
        waiting.remove(PipelineRuns.pipeline(run), PipelineRuns.ref(run));
        if (PipelineRuns.annotation(run, RunAnnotations.KEEP_RECORD)
                .filter("true"::equalsIgnoreCase)
                .isPresent()) {
            engine.stop(jobs.whereBuilt(run), PipelineRuns.ref(run));
        } else {
            engine.delete(jobs.whereBuilt(run), PipelineRuns.ref(run));
        }
    }

    @Override
    protected void reportDeletionFailure(PipelineRun run, String message) {
        writer.deletionFailed(latest.newest(run), message);
    }

    @Override
    protected void reportFailure(PipelineRun run, Throwable failure) {
        String reason = PipelineRuns.isBound(run) ? EventReasons.RETRIEVE_FAILED : EventReasons.TRIGGER_FAILED;
        events.warning(run, reason, "Trying again later: " + failure.getMessage());
    }
}
