package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds Pipelines in the cache of the informer. Thread-safe. */
public final class PipelineIndex {
    private volatile IndexerResourceCache<Pipeline> cache;

    /** Sets the cache. Called once, when the reconciler of Pipelines is registered and before the operator starts. */
    void setCache(IndexerResourceCache<Pipeline> cache) {
        this.cache = cache;
    }

    /** Returns the pipeline of a job. */
    public Optional<Pipeline> find(JobName job) {
        return cache().get(new ResourceID(job.job(), job.folder()));
    }

    /** Returns the pipelines of a namespace. */
    Stream<Pipeline> list(String namespace) {
        return cache().list(namespace, pipeline -> true);
    }

    private IndexerResourceCache<Pipeline> cache() {
        return Objects.requireNonNull(cache, "the reconciler of Pipelines is not registered");
    }
}
