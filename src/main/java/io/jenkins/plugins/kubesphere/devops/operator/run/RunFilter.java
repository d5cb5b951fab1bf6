package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.UpdateFilter;

/**
 * Which runs are reconciled at all. A run that is over is not, so that thousands of them cost nothing at start-up; one
 * that nobody has claimed yet is not, because {@link RunClaims} brings it back once it is.
 */
final class RunFilter {
    private final String home;

    RunFilter(String home) {
        this.home = home;
    }

    boolean accepts(PipelineRun run) {
        if (run.isMarkedForDeletion()) {
            return run.hasFinalizer(Finalizers.RUN);
        }
        if (RunMarks.isOver(run)) {
            return false;
        }
        return !RunMarks.isNamed(run) || RunMarks.isForeign(run, home) || RunMarks.isClaimed(run, home);
    }

    /** Our own status writes are not among what matters: they would only echo. */
    boolean accepts(PipelineRun run, PipelineRun before) {
        return accepts(run) && (!accepts(before) || UpdateFilter.matters(run, before));
    }
}
