package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import java.util.List;

/**
 * Stores runs without the copy of their Pipeline, which has a Jenkinsfile of up to 1 MiB, and without managed fields. A
 * cluster may have ten thousand runs.
 */
final class TrimmedRunStore extends BasicItemStore<PipelineRun> {
    TrimmedRunStore() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public PipelineRun put(String key, PipelineRun run) {
        run.getMetadata().setManagedFields(List.of());
        PipelineRunSpec spec = run.getSpec();
        run.setSpec(new PipelineRunSpec(spec.pipelineRef(), spec.parameters(), spec.scm(), spec.action(), null));
        return super.put(key, run);
    }
}
