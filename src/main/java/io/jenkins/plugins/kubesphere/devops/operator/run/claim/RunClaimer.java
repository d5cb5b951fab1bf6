package io.jenkins.plugins.kubesphere.devops.operator.run.claim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.RunTriggers;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.text.LabelValue;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.JobAnnotation;
import io.jenkins.plugins.kubesphere.devops.engine.resource.OwnRunAnnotations;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.framework.ObservingEventSource;
import io.jenkins.plugins.kubesphere.devops.operator.run.replay.ReplayedRunFinder;
import java.util.List;

/**
 * Claims each new run for this instance. One write adds the finalizer, so that the run is never deleted without its
 * build; the id of the instance, so that no other instance starts the run too; the job that builds the run, so that a
 * change of the spec does not lead to a second build; the UID of the run, so that a copy of the run counts as a new
 * run; and the pipeline label, so that the run can be listed. The framework would add the finalizer in a separate
 * write. {@link RunEventFilter} keeps the run from the reconciler until it is claimed. A run of another instance is
 * claimed only when it is taken over.
 */
public final class RunClaimer extends ObservingEventSource<PipelineRun> {
    private static final int THREADS = 8;

    private final String instanceId;
    private final PatchWriter patches;
    private final ReplayedRunFinder originals;

    public RunClaimer(String instanceId, KubernetesClient client, ReplayedRunFinder originals) {
        super("claims", THREADS);
        this.instanceId = instanceId;
        this.patches = new PatchWriter(client);
        this.originals = originals;
    }

    @Override
    public void onResourceCreated(PipelineRun run) {
        schedule(run);
    }

    @Override
    public void onResourceUpdated(PipelineRun run, PipelineRun before) {
        schedule(run);
    }

    /** Writes the claim. Fails with 409 if the run was changed since it was read. */
    public PipelineRun claim(PipelineRun run) {
        return claim(run, originals.findBranch(run).orElseGet(() -> PipelineRuns.jobOfBuild(run)));
    }

    /** Like {@link #claim(PipelineRun)}, and records that this job builds the run. */
    public PipelineRun claim(PipelineRun run, JobName job) {
        return patches.mergeIfUnchanged(run, createClaimPatch(run, job));
    }

    private void schedule(PipelineRun run) {
        if (needsClaim(run)) {
            runWithRetry(run, this::claim);
        }
    }

    private boolean needsClaim(PipelineRun run) {
        return !run.isMarkedForDeletion()
                && !PipelineRuns.hasEnded(run)
                && PipelineRuns.namesValidPipeline(run)
                && !PipelineRuns.isRestored(run)
                && !PipelineRuns.isClaimedByOtherInstance(run, instanceId)
                && !PipelineRuns.isClaimed(run, instanceId);
    }

    /** Records which run is replayed, because another one may have its name later. */
    private void recordOriginal(PipelineRun run, ObjectNode annotations) {
        if (PipelineRuns.originalUid(run).isEmpty()) {
            // Null removes what whoever created the run may have written.
            annotations.put(
                    RunAnnotations.REPLAY_OF_UID,
                    originals
                            .lookUp(run)
                            .map(original -> original.getMetadata().getUid())
                            .orElse(null));
        }
    }

    /** What whoever created the run wrote counts, except on a copy: it says how the copied run was started. */
    private static String triggerOf(PipelineRun run) {
        boolean isCopied = OwnRunAnnotations.areCopied(run);
        boolean isCopyOfImport = isCopied
                && PipelineRuns.annotation(run, RunAnnotations.IMPORTED_BUILD).isPresent();
        if (ReplayedRunFinder.isReplay(run) && !isCopyOfImport) {
            return MetadataReader.annotation(run, RunAnnotations.RESTART_STAGE).isPresent()
                    ? RunTriggers.RESTART
                    : RunTriggers.REPLAY;
        }
        return PipelineRuns.annotation(run, RunAnnotations.TRIGGER)
                .filter(trigger -> !isCopied)
                .orElse(RunTriggers.RESOURCE);
    }

    /**
     * Removes what the operator wrote on the run that was copied: the copy gets its own build, with the spec that the
     * Pipeline has now.
     */
    private static void removeMarksOfCopiedRun(PipelineRun copy, ObjectNode change, ObjectNode annotations) {
        // Also those that the cache does not keep: to remove what is not there changes nothing.
        OwnRunAnnotations.OF_BUILD.forEach(annotations::putNull);
        if (PipelineRuns.annotation(copy, RunAnnotations.IMPORTED_BUILD).isPresent()) {
            // They tell what a person did in Jenkins, perhaps with a changed Jenkinsfile. They do not ask for a replay.
            List.of(RunAnnotations.REPLAY_OF, RunAnnotations.RESTART_STAGE, RunAnnotations.REPLAY_OF_UID)
                    .forEach(annotations::putNull);
        }
        if (copy.getSpec().pipelineSpec() != null) {
            change.withObjectProperty("spec").putNull("pipelineSpec");
        }
    }

    private ObjectNode createClaimPatch(PipelineRun run, JobName job) {
        ObjectNode change = PatchWriter.emptyPatch();
        ObjectNode metadata = change.withObjectProperty("metadata");
        ArrayNode finalizers = metadata.putArray("finalizers");
        run.getMetadata().getFinalizers().forEach(finalizers::add);
        if (!run.hasFinalizer(Finalizers.RUN)) {
            finalizers.add(Finalizers.RUN);
        }
        metadata.withObjectProperty("labels").put(Labels.PIPELINE, LabelValue.fromName(job.job()));
        ObjectNode annotations = metadata.withObjectProperty("annotations").put(RunAnnotations.INSTANCE, instanceId);
        annotations.put(RunAnnotations.CLAIMED_UID, run.getMetadata().getUid());
        // Null removes what whoever created the run may have written.
        annotations.put(RunAnnotations.JOB, JobAnnotation.format(job).orElse(null));
        if (PipelineRuns.annotation(run, RunAnnotations.TAKE_OVER).isPresent()) {
            // The annotation is used only once. If it stayed, the next instance would take the run over from this one
            // and build it again.
            annotations.putNull(RunAnnotations.TAKE_OVER);
        }
        annotations.put(RunAnnotations.TRIGGER, triggerOf(run));
        if (OwnRunAnnotations.areOfKsDevOps(run)) {
            annotations.put(RunAnnotations.STARTED_BY, RunAnnotations.KS_DEVOPS);
        }
        if (ReplayedRunFinder.isReplay(run)) {
            recordOriginal(run, annotations);
        }
        if (OwnRunAnnotations.areCopied(run)) {
            removeMarksOfCopiedRun(run, change, annotations);
        }
        return change;
    }
}
