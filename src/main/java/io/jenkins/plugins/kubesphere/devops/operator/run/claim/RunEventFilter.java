package io.jenkins.plugins.kubesphere.devops.operator.run.claim;

import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.operator.framework.ReconcileUpdateFilter;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunStoreWriter;
import java.util.Objects;

/**
 * Selects the runs that are reconciled:
 *
 * <ul>
 *   <li>runs that this instance has claimed;
 *   <li>runs that another instance has claimed, to report them, to end them or to take them over;
 *   <li>runs that name no valid pipeline, and runs that were restored from a backup, to end them;
 *   <li>runs that are being deleted and have our finalizer, ended or not, to delete their builds.
 * </ul>
 *
 * A run that is not claimed yet is claimed by {@link RunClaimer}, and the update by this claim passes the filter. A run
 * that has ended is reconciled only when it is deleted, so that thousands of ended runs cost nothing at startup.
 */
public final class RunEventFilter {
    private final String instanceId;

    public RunEventFilter(String instanceId) {
        this.instanceId = instanceId;
    }

    public boolean acceptsAdd(PipelineRun run) {
        if (run.isMarkedForDeletion()) {
            return run.hasFinalizer(Finalizers.RUN);
        }
        if (PipelineRuns.hasEnded(run)) {
            return false;
        }
        return !PipelineRuns.namesValidPipeline(run)
                || PipelineRuns.isRestored(run)
                || PipelineRuns.isClaimedByOtherInstance(run, instanceId)
                || PipelineRuns.isClaimed(run, instanceId);
    }

    /**
     * Returns whether an update is reconciled. An update of the status alone is not, because it needs no reconcile. The
     * exception is a run of another instance: if that instance was paused in the middle of a write, its write arrives
     * late and replaces our report on the run.
     */
    public boolean acceptsUpdate(PipelineRun run, PipelineRun before) {
        return acceptsAdd(run)
                && (!acceptsAdd(before)
                        || ReconcileUpdateFilter.needsReconcile(run, before, RunStoreWriter.ANNOTATIONS)
                        || isForeignWithNewStatus(run, before));
    }

    private boolean isForeignWithNewStatus(PipelineRun run, PipelineRun before) {
        return PipelineRuns.isClaimedByOtherInstance(run, instanceId)
                && !Objects.equals(run.getStatus(), before.getStatus());
    }
}
