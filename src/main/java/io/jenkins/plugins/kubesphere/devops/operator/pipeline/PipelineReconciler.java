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
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.engine.BranchScanReader;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.JobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.FairExecutor;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.framework.EngineEventSource;
import io.jenkins.plugins.kubesphere.devops.operator.framework.FinalizingReconciler;
import io.jenkins.plugins.kubesphere.devops.operator.framework.OwnWriteCache;
import io.jenkins.plugins.kubesphere.devops.operator.framework.ReconcileUpdateFilter;
import io.jenkins.plugins.kubesphere.devops.operator.pipeline.jenkinsfile.JenkinsfileSynchronizer;
import io.jenkins.plugins.kubesphere.devops.operator.pipeline.metadata.PipelineMetadataPublisher;
import io.jenkins.plugins.kubesphere.devops.operator.sync.DriftReporter;
import io.jenkins.plugins.kubesphere.devops.operator.sync.RefusalReasonMapper;
import io.jenkins.plugins.kubesphere.devops.operator.sync.SyncOutcome;
import io.jenkins.plugins.kubesphere.devops.operator.sync.SyncOutcome.ConditionUpdate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creates the job of each pipeline in the folder of its namespace. */
public final class PipelineReconciler extends FinalizingReconciler<Pipeline> implements AutoCloseable {
    private static final Duration RETRY_INTERVAL = Duration.ofMinutes(1);
    private static final Duration RUNNING_SCAN_INTERVAL = Duration.ofMinutes(2);

    private final JobEngine jobs;
    private final BranchScanReader branches;
    private final PatchWriter patches;
    private final EventRecorder events;
    private final Clock clock;
    private final DriftReporter driftReporter;
    private final Consumer<JobName> onJobSynced;
    private final OwnWriteCache<Pipeline> ownWrites = new OwnWriteCache<>();
    private final PipelineMetadataPublisher metadata;
    private final EngineEventSource<Pipeline> engineEvents = new EngineEventSource<>("engine jobs");
    private final JenkinsfileSynchronizer jenkinsfiles;
    private final ScanRequester scanRequests;
    private final PipelineIndex index;

    /**
     * @param deletionThreads where jobs are deleted; the caller closes it
     * @param onJobSynced called with a job when it is in sync, or when its branches or builds changed, because runs
     *     that wait for this job may start then. Also called when it was refused or deleted, because these runs must
     *     then say why they wait
     */
    public PipelineReconciler(
            Engine engine,
            KubernetesClient client,
            EventRecorder events,
            Clock clock,
            PipelineIndex index,
            FairExecutor deletionThreads,
            Consumer<JobName> onJobSynced) {
        super(Finalizers.PIPELINE, Finalizers.OLD_PIPELINE, deletionThreads);
        this.jobs = engine.jobs();
        this.branches = engine.branches();
        this.patches = new PatchWriter(client);
        this.events = events;
        this.clock = clock;
        this.index = index;
        this.driftReporter = new DriftReporter(events);
        this.onJobSynced = onJobSynced;
        this.metadata = new PipelineMetadataPublisher(jobs, client, events, index::find, ownWrites);
        this.scanRequests = new ScanRequester(jobs, client, events);
        this.jenkinsfiles = new JenkinsfileSynchronizer(engine.jenkinsfiles(), client, events, clock);
    }

    /** Reconciles a pipeline because its job changed. Does nothing if the job belongs to no pipeline. */
    public void onJobChanged(JobName job) {
        if (index.find(job).isPresent()) {
            engineEvents.raise(job.folder(), job.job());
        }
    }

    /** Reconciles a pipeline because its branches changed. */
    public void onBranchesChanged(JobName pipeline) {
        onJobChanged(pipeline);
        metadata.onJobChanged(pipeline);
        onJobSynced.accept(pipeline);
    }

    /**
     * Schedules an update of the metadata of a pipeline because its builds changed. Also reconciles the runs that wait
     * for the first build of a branch.
     */
    public void onBuildsChanged(JobName pipeline) {
        metadata.onBuildsChanged(pipeline);
        onJobSynced.accept(pipeline);
    }

    /** Returns whether an update of a pipeline is reconciled. */
    public static boolean acceptsUpdate(Pipeline pipeline, Pipeline before) {
        return ReconcileUpdateFilter.needsReconcile(pipeline, before, PipelineMetadataPublisher.ANNOTATIONS);
    }

    /** Stops updating metadata. */
    @Override
    public void close() {
        metadata.close();
    }

    /**
     * Reconciles the pipelines of a project because its folder is in sync now.
     *
     * @param folderCreated true if the folder was just created, so it contains no job yet, whatever the conditions of
     *     its pipelines say
     */
    public void onFolderSynced(String namespace, boolean folderCreated) {
        index.list(namespace)
                .filter(pipeline -> folderCreated || !isReady(pipeline))
                .forEach(pipeline ->
                        engineEvents.raise(namespace, pipeline.getMetadata().getName()));
    }

    @Override
    protected List<EventSource<?, Pipeline>> createEventSources(EventSourceContext<Pipeline> context) {
        index.setCache(context.getPrimaryCache(), ownWrites::newest);
        ownWrites.setInformerLookup(context.getPrimaryCache()::get);
        return List.of(ownWrites, engineEvents, jenkinsfiles);
    }

    @Override
    protected UpdateControl<Pipeline> apply(Pipeline pipeline, Context<Pipeline> context) {
        boolean wasAccepted = EarlierSpecDetector.wasAccepted(pipeline);
        UnusableParameterFilter filter = UnusableParameterFilter.of(pipeline.getSpec(), wasAccepted);
        List<String> problems = filter.findProblems(pipeline.getSpec());
        if (!problems.isEmpty()) {
            return writeRefusal(
                    pipeline, ConditionReasons.INVALID_SPEC, owner(pipeline) + ": " + String.join("; ", problems));
        }
        JobOutcome outcome;
        try {
            outcome = wasAccepted
                    ? EarlierTimerFallback.ensureJob(
                            filter.spec(), owner(pipeline).toString(), spec -> ensureJob(pipeline, spec))
                    : ensureJob(pipeline, filter.spec());
            cleanUpIfDeleted(pipeline);
        } catch (EngineRefusalException refusal) {
            UpdateControl<Pipeline> control =
                    writeRefusal(pipeline, RefusalReasonMapper.map(refusal), refusal.getMessage());
            return refusal.reason() == EngineRefusalException.Reason.FOLDER_MISSING
                    ? control
                    // The item that has the name may be deleted or renamed without an event.
                    : control.rescheduleAfter(RETRY_INTERVAL);
        }
        scanRequests.carryOut(pipeline, jobName(pipeline), owner(pipeline)).ifPresent(ownWrites::put);
        if (SyncOutcome.wasSynced(pipeline)) {
            driftReporter.report(
                    pipeline,
                    "job " + jobName(pipeline),
                    outcome.change(),
                    outcome.driftBefore(),
                    "without its earlier builds");
        }
        Optional<String> nameWarning = PipelineNameMismatchFinder.findWarning(pipeline);
        Optional<BranchScan> scan = branches.lastScan(jobName(pipeline));
        Optional<ConditionUpdate> scanned = scan.map(ScannedConditionFactory::of);
        Optional<String> tokenNote = SharedWebhookTokenFinder.findNote(pipeline, neighbours(pipeline));
        String message = Stream.of(
                        Stream.of("job " + jobName(pipeline) + " is in sync"),
                        nameWarning.stream(),
                        filter.warnings().stream(),
                        PipelineNoteFinder.findNotes(pipeline.getSpec(), filter.changed()).stream(),
                        outcome.notes().stream(),
                        tokenNote.stream())
                .flatMap(Function.identity())
                .collect(Collectors.joining("; "));
        boolean changed = writeOutcome(
                pipeline, new SyncOutcome(true, ConditionReasons.SYNCED, message, outcome.conflicts(), scanned));
        if (changed) {
            reconcileSharersOfToken(pipeline);
            nameWarning.ifPresent(warning -> events.warning(pipeline, EventReasons.NAME_IGNORED, warning));
            scanned.filter(condition -> Condition.FALSE.equals(condition.status()))
                    .ifPresent(condition -> events.warning(pipeline, EventReasons.SCAN_FAILED, condition.message()));
        }
        onJobSynced.accept(jobName(pipeline));
        metadata.onJobChanged(jobName(pipeline));
        UpdateControl<Pipeline> control = UpdateControl.noUpdate();
        // No event says that a scan has begun to wait for something.
        return scan.filter(found -> found.result() == BranchScan.ScanResult.RUNNING)
                        .isPresent()
                ? control.rescheduleAfter(RUNNING_SCAN_INTERVAL)
                : control;
    }

    private JobOutcome ensureJob(Pipeline pipeline, PipelineSpec spec) {
        return jobs.ensureJob(new JobRequest(
                jobName(pipeline),
                owner(pipeline),
                spec,
                !hasAnnotation(
                        pipeline, PipelineAnnotations.BUILD_NEW_BRANCHES, PipelineAnnotations.BUILD_NEW_BRANCHES_FALSE),
                // True if a person allows us to adopt a job that already exists.
                hasAnnotation(pipeline, Annotations.ADOPT, "true")));
    }

    private Stream<Pipeline> neighbours(Pipeline pipeline) {
        return index.list(pipeline.getMetadata().getNamespace());
    }

    /** A change of one pipeline can begin or end that others have the same token as it; their notes say so. */
    private void reconcileSharersOfToken(Pipeline pipeline) {
        if (SharedWebhookTokenFinder.mayConcernOthers(pipeline)) {
            SharedWebhookTokenFinder.findOutdated(neighbours(pipeline).toList()).stream()
                    .filter(name -> !name.equals(pipeline.getMetadata().getName()))
                    .forEach(name -> engineEvents.raise(pipeline.getMetadata().getNamespace(), name));
        }
    }

    private UpdateControl<Pipeline> writeRefusal(Pipeline pipeline, String reason, String message) {
        writeOutcome(pipeline, new SyncOutcome(false, reason, message));
        events.warning(pipeline, EventReasons.SYNC_FAILED, message);
        onJobSynced.accept(jobName(pipeline));
        return UpdateControl.noUpdate();
    }

    @Override
    protected void deleteCreatedItems(Pipeline pipeline) {
        jobs.deleteJob(jobName(pipeline), owner(pipeline));
        reconcileSharersOfToken(pipeline);
        onJobSynced.accept(jobName(pipeline));
    }

    @Override
    protected void reportDeletionFailure(Pipeline pipeline, String message) {
        writeOutcome(pipeline, new SyncOutcome(false, ConditionReasons.DELETION_FAILED, message));
    }

    @Override
    protected void reportFailure(Pipeline pipeline, String problem) {
        events.warning(pipeline, EventReasons.SYNC_FAILED, problem);
    }

    @Override
    protected void writeFailure(Pipeline pipeline, String problem, boolean repeated) {
        if (repeated || !SyncOutcome.isInSync(pipeline)) {
            writeOutcome(pipeline, SyncOutcome.failed(owner(pipeline), problem));
            onJobSynced.accept(jobName(pipeline));
        }
    }

    /** @return false if the pipeline already had this outcome */
    private boolean writeOutcome(Pipeline pipeline, SyncOutcome outcome) {
        ObjectNode change = outcome.toPatch(pipeline, PipelineAnnotations.SYNC_STATUS, clock.instant());
        if (!change.isEmpty()) {
            ownWrites.put(patches.merge(pipeline, change));
        }
        return !change.isEmpty();
    }

    private static boolean isReady(Pipeline pipeline) {
        return pipeline.getStatus().hasTrueCondition(ConditionTypes.READY);
    }

    private static boolean hasAnnotation(Pipeline pipeline, String annotation, String value) {
        return MetadataReader.annotation(pipeline, annotation)
                .filter(value::equals)
                .isPresent();
    }

    private static JobName jobName(Pipeline pipeline) {
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
