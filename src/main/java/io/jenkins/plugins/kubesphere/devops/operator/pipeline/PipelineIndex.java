package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Finds Pipelines in the cache of the informer, with our own last writes. Thread-safe. */
public final class PipelineIndex {
    private volatile IndexerResourceCache<Pipeline> cache;
    private volatile UnaryOperator<Pipeline> newest = UnaryOperator.identity();

    /**
     * Sets the cache. Called once, when the reconciler of Pipelines is registered and before the operator starts.
     *
     * @param newest returns the newest known copy of a Pipeline. A run that is reconciled right after its Pipeline was
     *     synced must see this sync, although the informer does not show it yet
     */
    void setCache(IndexerResourceCache<Pipeline> cache, UnaryOperator<Pipeline> newest) {
        this.cache = cache;
        this.newest = newest;
    }

    /** Returns the pipeline of a job. */
    public Optional<Pipeline> find(JobName job) {
        return cache().get(new ResourceID(job.job(), job.folder())).map(newest);
    }

    /** Returns the pipelines of a namespace. */
    Stream<Pipeline> list(String namespace) {
        return cache().list(namespace, pipeline -> true);
    }

    private IndexerResourceCache<Pipeline> cache() {
        return Objects.requireNonNull(cache, "the reconciler of Pipelines is not registered");
    }
}
