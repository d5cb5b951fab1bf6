package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import java.util.List;

/**
 * Stores objects without what no answer shows: the managed fields, which are often as large as the rest, and a run's copy
 * of its Pipeline, which has a Jenkinsfile of up to 1 MiB. A cluster may have ten thousand runs.
 *
 * @param <T> the kind
 */
final class TrimmedStore<T extends HasMetadata> extends BasicItemStore<T> {
    TrimmedStore() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public T put(String key, T object) {
        object.getMetadata().setManagedFields(List.of());
        if (object instanceof PipelineRun run) {
            PipelineRunSpec spec = run.getSpec();
            run.setSpec(new PipelineRunSpec(spec.pipelineRef(), spec.parameters(), spec.scm(), spec.action(), null));
        }
        return super.put(key, object);
    }
}
