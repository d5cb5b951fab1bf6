package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import java.util.List;

/**
 * The informer's store of runs, without what nobody here reads: a cluster may hold ten thousand runs that are over, and a
 * third of each is its managed fields. Pruned in place, or the update filter would compare pruned with full objects.
 */
public final class PrunedRuns extends BasicItemStore<PipelineRun> {

    public PrunedRuns() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public PipelineRun put(String key, PipelineRun run) {
        prune(run);
        return super.put(key, run);
    }

    private static void prune(PipelineRun run) {
        run.getMetadata().setManagedFields(List.of());
        if (RunMarks.isOver(run)) {
            PipelineRunSpec spec = run.getSpec();
            run.setSpec(new PipelineRunSpec(spec.pipelineRef(), List.of(), spec.scm(), spec.action(), null));
        }
    }
}
