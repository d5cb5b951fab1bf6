package io.jenkins.plugins.kubesphere.devops.operator.run.claim;

import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.operator.framework.SpecUpdateFilter;

/**
 * Which runs are reconciled at all. A run that is over is not, so that thousands of them cost nothing at start-up; one
 * that nobody has claimed yet is not, because {@link RunClaimer} brings it back once it is.
 */
public final class RunUpdateFilter {
    private final String home;

    public RunUpdateFilter(String home) {
        this.home = home;
    }

    public boolean accepts(PipelineRun run) {
        if (run.isMarkedForDeletion()) {
            return run.hasFinalizer(Finalizers.RUN);
        }
        if (PipelineRuns.isOver(run)) {
            return false;
        }
        return !PipelineRuns.isNamed(run) || PipelineRuns.isForeign(run, home) || PipelineRuns.isClaimed(run, home);
    }

    /** Our own status writes are not among what matters: they would only echo. */
    public boolean accepts(PipelineRun run, PipelineRun before) {
        return accepts(run) && (!accepts(before) || SpecUpdateFilter.isRelevant(run, before));
    }
}
