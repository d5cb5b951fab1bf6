package io.jenkins.plugins.kubesphere.devops.operator.run.claim;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import java.util.List;

/**
 * The informer's runs, without what nobody here reads: a cluster may hold ten thousand runs that are over, and a third of each
 * is its managed fields. Done in place, when the informer first shows them: a store of our own, which the framework offers for
 * this, would be one for the informers of all namespaces, and each that lists throws out of it what it does not find itself.
 */
public final class RunCachePruner {
    private RunCachePruner() {}

    /** @param run as the informer has it, compared with the one before already */
    public static void prune(PipelineRun run) {
        run.getMetadata().setManagedFields(List.of());
        if (PipelineRuns.isOver(run)) {
            PipelineRunSpec spec = run.getSpec();
            run.setSpec(new PipelineRunSpec(spec.pipelineRef(), List.of(), spec.scm(), spec.action(), null));
        }
    }
}
