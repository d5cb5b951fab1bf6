package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.operator.framework.ObservingEventSource;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunStoreWriter;
import java.util.List;

/**
 * Removes from the cached runs what the operator does not use, to save memory: a cluster may have ten thousand runs
 * that have ended, and the managed fields are a third of each run. The runs are changed in place when the informer
 * shows them. A separate store for the cache is not possible: the framework would share it between the informers of all
 * namespaces, and each informer that lists its runs would remove the runs of the other namespaces.
 */
public final class CachedRunTrimmer extends ObservingEventSource<PipelineRun> {
    public CachedRunTrimmer() {
        super("pruned runs", 1);
    }

    @Override
    public void onResourceCreated(PipelineRun run) {
        prune(run);
    }

    @Override
    public void onResourceUpdated(PipelineRun run, PipelineRun before) {
        prune(run);
    }

    private static void prune(PipelineRun run) {
        run.getMetadata().setManagedFields(List.of());
        if (run.getMetadata().getAnnotations() != null) {
            run.getMetadata().getAnnotations().keySet().removeAll(RunStoreWriter.ANNOTATIONS);
        }
        if (PipelineRuns.hasEnded(run)) {
            PipelineRunSpec spec = run.getSpec();
            run.setSpec(new PipelineRunSpec(spec.pipelineRef(), List.of(), spec.scm(), spec.action(), null));
            PipelineRunStatus status = run.getStatus();
            run.setStatus(new PipelineRunStatus(
                    status.phase(),
                    status.startTime(),
                    status.completionTime(),
                    status.updateTime(),
                    status.conditions()));
        }
    }
}
