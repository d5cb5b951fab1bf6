package io.jenkins.plugins.kubesphere.devops.operator.run.claim;

import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.operator.framework.SpecUpdateFilter;

/**
 * Selects the runs that are reconciled. A run that has ended is not reconciled, so that thousands of ended runs cost
 * nothing at startup. A run that is not claimed yet is not reconciled either: {@link RunClaimer} claims it, and the
 * update by this claim passes the filter.
 */
public final class RunEventFilter {
    private final String instanceId;

    public RunEventFilter(String instanceId) {
        this.instanceId = instanceId;
    }

    public boolean accepts(PipelineRun run) {
        if (run.isMarkedForDeletion()) {
            return run.hasFinalizer(Finalizers.RUN);
        }
        if (PipelineRuns.hasEnded(run)) {
            return false;
        }
        return !PipelineRuns.namesValidPipeline(run)
                || PipelineRuns.isClaimedByOtherInstance(run, instanceId)
                || PipelineRuns.isClaimed(run, instanceId);
    }

    /**
     * Returns whether an update is reconciled. Our own status writes are not, because they need no reconcile.
     */
    public boolean acceptsUpdate(PipelineRun run, PipelineRun before) {
        return accepts(run) && (!accepts(before) || SpecUpdateFilter.isRelevant(run, before));
    }
}
