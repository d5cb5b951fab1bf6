package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.engine.BranchEngine;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.JobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.framework.EngineEventSource;
import io.jenkins.plugins.kubesphere.devops.operator.framework.FinalizingReconciler;
import io.jenkins.plugins.kubesphere.devops.operator.framework.SpecUpdateFilter;
import io.jenkins.plugins.kubesphere.devops.operator.pipeline.jenkinsfile.JenkinsfileConversion;
import io.jenkins.plugins.kubesphere.devops.operator.pipeline.metadata.PipelineMetadataPublisher;
import io.jenkins.plugins.kubesphere.devops.operator.sync.DriftReporter;
import io.jenkins.plugins.kubesphere.devops.operator.sync.RefusalReason;
import io.jenkins.plugins.kubesphere.devops.operator.sync.SyncOutcome;
import io.jenkins.plugins.kubesphere.devops.operator.sync.SyncOutcome.ConditionUpdate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Gives each pipeline its job in the folder of its namespace. */
public final class PipelineReconciler extends FinalizingReconciler<Pipeline> implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final JobEngine jobs;
    private final BranchEngine branches;
    private final PatchWriter patches;
    private final EventRecorder events;
    private final Clock clock;
    private final DriftReporter driftReporter;
    private final Consumer<JobName> synced;
    private final PipelineMetadataPublisher shown;
    private final EngineEventSource<Pipeline> signal = new EngineEventSource<>("engine jobs");
    private final JenkinsfileConversion jenkinsfiles;
    private final PipelineIndex index;

    /** @param synced told each job that stands, and each whose branches changed, so that runs that wait for it go on */
    public PipelineReconciler(
            Engine engine,
            KubernetesClient client,
            EventRecorder events,
            Clock clock,
            PipelineIndex index,
            Consumer<JobName> synced) {
        super(Finalizers.PIPELINE, Finalizers.OLD_PIPELINE);
        this.jobs = engine.jobs();
        this.branches = engine.branches();
        this.patches = new PatchWriter(client);
        this.events = events;
        this.clock = clock;
        this.index = index;
        this.driftReporter = new DriftReporter(events);
        this.synced = synced;
        this.shown = new PipelineMetadataPublisher(jobs, client, events, index);
        this.jenkinsfiles = new JenkinsfileConversion(engine.jenkinsfiles(), client, events, clock);
    }

    /** Looks at a pipeline again because its job changed. Most jobs of an engine are nobody's. */
    public void jobChanged(JobName job) {
        if (index.apply(job).isPresent()) {
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
        return SpecUpdateFilter.isRelevant(pipeline, before, PipelineMetadataPublisher.KEYS);
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
        index.in(namespace)
                .filter(pipeline -> anew || !isReady(pipeline))
                .forEach(pipeline ->
                        signal.raise(namespace, pipeline.getMetadata().getName()));
    }

    @Override
    protected List<EventSource<?, Pipeline>> eventSources(EventSourceContext<Pipeline> context) {
        index.use(context.getPrimaryCache());
        return List.of(signal, jenkinsfiles);
    }

    @Override
    protected UpdateControl<Pipeline> apply(Pipeline pipeline, Context<Pipeline> context) {
        List<String> problems = PipelineSpecValidator.problems(pipeline.getSpec());
        if (!problems.isEmpty()) {
            return refused(
                    pipeline, ConditionReasons.INVALID_SPEC, owner(pipeline) + ": " + String.join("; ", problems));
        }
        JobOutcome outcome;
        try {
            outcome = jobs.ensureJob(new JobRequest(
                    job(pipeline),
                    owner(pipeline),
                    pipeline.getSpec(),
                    !is(pipeline, PipelineAnnotations.BUILD_NEW_BRANCHES, PipelineAnnotations.NO),
                    // A person allowed it to take over a job that was there before.
                    is(pipeline, Annotations.ADOPT, "true")));
            afterApply(pipeline);
        } catch (EngineRefusalException refusal) {
            UpdateControl<Pipeline> control = refused(pipeline, RefusalReason.of(refusal), refusal.getMessage());
            return refusal.reason() == EngineRefusalException.Reason.FOLDER_MISSING
                    ? control
                    // Whoever holds the name may let go of it without our being told.
                    : control.rescheduleAfter(LOOK_AGAIN);
        }
        if (SyncOutcome.wasSynced(pipeline)) {
            driftReporter.report(
                    pipeline, "job " + job(pipeline), outcome.change(), outcome.found(), "without its earlier builds");
        }
        Optional<String> otherName = NameMismatch.ignored(pipeline);
        Optional<ConditionUpdate> scanned = branches.lastScan(job(pipeline)).map(ScannedCondition::of);
        boolean news = state(
                pipeline,
                new SyncOutcome(
                        true,
                        ConditionReasons.SYNCED,
                        "job " + job(pipeline) + " is in sync"
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
    protected void cleanUp(Pipeline pipeline) {
        jobs.deleteJob(job(pipeline), owner(pipeline));
    }

    @Override
    protected void reportDeletionFailure(Pipeline pipeline, String message) {
        state(pipeline, new SyncOutcome(false, ConditionReasons.DELETION_FAILED, message));
    }

    @Override
    protected void reportFailure(Pipeline pipeline, Throwable failure) {
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
