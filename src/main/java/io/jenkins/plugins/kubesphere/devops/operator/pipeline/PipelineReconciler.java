package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.EngineSignal;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.FinalizingReconciler;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.Patches;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.PutBack;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.RefusalReason;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.SyncOutcome;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.SyncOutcome.Statement;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.UpdateFilter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Gives each pipeline its job in the folder of its namespace. */
public final class PipelineReconciler extends FinalizingReconciler<Pipeline> implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final Engine engine;
    private final Patches patches;
    private final EventRecorder events;
    private final Clock clock;
    private final PutBack putBack;
    private final Consumer<JobName> synced;
    private final ShownState shown;
    private final EngineSignal<Pipeline> signal = new EngineSignal<>("engine jobs");
    private final JenkinsfileEdits jenkinsfiles;
    private IndexerResourceCache<Pipeline> pipelines;

    /** @param synced told each job that stands, and each whose branches changed, so that runs that wait for it go on */
    public PipelineReconciler(
            Engine engine, KubernetesClient client, EventRecorder events, Clock clock, Consumer<JobName> synced) {
        super(Finalizers.PIPELINE, Finalizers.OLD_PIPELINE);
        this.engine = engine;
        this.patches = new Patches(client);
        this.events = events;
        this.clock = clock;
        this.putBack = new PutBack(events);
        this.synced = synced;
        this.shown = new ShownState(engine, client, events, this::find);
        this.jenkinsfiles = new JenkinsfileEdits(engine.jenkinsfileModel(), client, events, clock);
    }

    /** Looks at a pipeline again because its job changed. Most jobs of an engine are nobody's. */
    public void jobChanged(JobName job) {
        if (find(job).isPresent()) {
            signal.raise(job.folder(), job.job());
        }
    }

    /** Looks at a pipeline again because its branches changed. */
    public void branchesChanged(JobName pipeline) {
        jobChanged(pipeline);
        shown.jobChanged(pipeline);
        synced.accept(pipeline);
    }

    /** Shows a pipeline's builds as they are now, in a while. Its runs may have waited for the first of them. */
    public void buildsChanged(JobName pipeline) {
        shown.buildsChanged(pipeline);
        synced.accept(pipeline);
    }

    /** Which updates of pipelines are reconciled. */
    public static boolean accepts(Pipeline pipeline, Pipeline before) {
        return UpdateFilter.matters(pipeline, before, ShownState.KEYS);
    }

    /** Stops showing builds. */
    @Override
    public void close() {
        shown.close();
    }

    /**
     * Looks at the pipelines of a project again because its folder stands now.
     *
     * @param anew true if the folder was made anew, so that no job is in it, whatever the pipelines say
     */
    public void folderSynced(String namespace, boolean anew) {
        pipelines
                .list(namespace, pipeline -> anew || !isReady(pipeline))
                .forEach(pipeline ->
                        signal.raise(namespace, pipeline.getMetadata().getName()));
    }

    /** Gives the pipeline of a job, as the informer knows it. */
    public Optional<Pipeline> find(JobName job) {
        return pipelines.get(new ResourceID(job.job(), job.folder()));
    }

    @Override
    protected List<EventSource<?, Pipeline>> eventSources(EventSourceContext<Pipeline> context) {
        pipelines = context.getPrimaryCache();
        return List.of(signal, jenkinsfiles);
    }

    @Override
    protected UpdateControl<Pipeline> bringAbout(Pipeline pipeline, Context<Pipeline> context) {
        List<String> problems = PipelineCheck.problems(pipeline.getSpec());
        if (!problems.isEmpty()) {
            return refused(
                    pipeline, ConditionReasons.INVALID_SPEC, owner(pipeline) + ": " + String.join("; ", problems));
        }
        JobOutcome outcome;
        try {
            outcome = engine.ensureJob(new JobRequest(
                    job(pipeline),
                    owner(pipeline),
                    pipeline.getSpec(),
                    !is(pipeline, PipelineAnnotations.BUILD_NEW_BRANCHES, PipelineAnnotations.NO),
                    // A person allowed it to take over a job that was there before.
                    is(pipeline, Annotations.ADOPT, "true")));
            broughtAbout(pipeline);
        } catch (EngineRefusal refusal) {
            UpdateControl<Pipeline> control = refused(pipeline, RefusalReason.of(refusal), refusal.getMessage());
            return refusal.reason() == EngineRefusal.Reason.FOLDER_MISSING
                    ? control
                    // Whoever holds the name may let go of it without our being told.
                    : control.rescheduleAfter(LOOK_AGAIN);
        }
        if (SyncOutcome.wasSynced(pipeline)) {
            putBack.tell(
                    pipeline,
                    "job " + job(pipeline),
                    outcome.change(),
                    outcome.found(),
                    "without the builds that it had");
        }
        Optional<String> otherName = SpecName.ignored(pipeline);
        Optional<Statement> scanned = engine.scan(job(pipeline)).map(ScanCondition::of);
        boolean news = state(
                pipeline,
                new SyncOutcome(
                        true,
                        ConditionReasons.SYNCED,
                        "job " + job(pipeline) + " stands"
                                + otherName.map(warning -> "; " + warning).orElse(""),
                        outcome.overruled(),
                        scanned));
        if (news) {
            otherName.ifPresent(warning -> events.warning(pipeline, EventReasons.NAME_IGNORED, warning));
            scanned.filter(scan -> Condition.FALSE.equals(scan.status()))
                    .ifPresent(scan -> events.warning(pipeline, EventReasons.SCAN_FAILED, scan.message()));
        }
        synced.accept(job(pipeline));
        shown.jobChanged(job(pipeline));
        return UpdateControl.noUpdate();
    }

    private UpdateControl<Pipeline> refused(Pipeline pipeline, String reason, String message) {
        state(pipeline, new SyncOutcome(false, reason, message));
        events.warning(pipeline, EventReasons.SYNC_FAILED, message);
        return UpdateControl.noUpdate();
    }

    @Override
    protected void undo(Pipeline pipeline) {
        engine.deleteJob(job(pipeline), owner(pipeline));
    }

    @Override
    protected void deletionFailed(Pipeline pipeline, String message) {
        state(pipeline, new SyncOutcome(false, ConditionReasons.DELETION_FAILED, message));
    }

    @Override
    protected void failed(Pipeline pipeline, Throwable failure) {
        events.warning(pipeline, EventReasons.SYNC_FAILED, String.valueOf(failure.getMessage()));
    }

    /** @return false if the pipeline says so already */
    private boolean state(Pipeline pipeline, SyncOutcome outcome) {
        ObjectNode change = outcome.change(pipeline, PipelineAnnotations.SYNC_STATUS, clock.instant());
        if (!change.isEmpty()) {
            patches.merge(pipeline, change);
        }
        return !change.isEmpty();
    }

    private static boolean isReady(Pipeline pipeline) {
        return pipeline.getStatus()
                .condition(ConditionTypes.READY)
                .filter(Condition::holds)
                .isPresent();
    }

    private static boolean is(Pipeline pipeline, String annotation, String value) {
        return Optional.ofNullable(pipeline.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(annotation))
                .filter(value::equals)
                .isPresent();
    }

    private static JobName job(Pipeline pipeline) {
        return new JobName(
                pipeline.getMetadata().getNamespace(), pipeline.getMetadata().getName());
    }

    private static Owner owner(Pipeline pipeline) {
        return new Owner(
                pipeline.getKind(),
                pipeline.getMetadata().getNamespace(),
                pipeline.getMetadata().getName(),
                pipeline.getMetadata().getUid());
    }
}
