package io.jenkins.plugins.kubesphere.devops.operator.run.claim;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.operator.framework.ResourceObserver;
import java.util.List;

/**
 * Removes from the cached runs what is not used here: a cluster may have ten thousand runs that are over, and a third
 * of each is its managed fields. The runs are changed in place, when the informer shows them. The framework also allows
 * an own store for the cache, but that would be one for the informers of all namespaces, and each informer that lists
 * would remove the runs of the others from it.
 */
public final class RunCachePruner extends ResourceObserver<PipelineRun> {
    public RunCachePruner() {
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
        if (PipelineRuns.isOver(run)) {
            PipelineRunSpec spec = run.getSpec();
            run.setSpec(new PipelineRunSpec(spec.pipelineRef(), List.of(), spec.scm(), spec.action(), null));
        }
    }
}
