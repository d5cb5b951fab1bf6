package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.ResourceVersion;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Keeps our own last writes until the informer shows them. The next event of the engine often arrives before the watch.
 * Without this class a reconcile would read a run as it was before our last write, and write the same again.
 */
public final class OwnWriteCache extends ResourceObserver<PipelineRun> {
    private final Map<String, PipelineRun> ownWrites = new ConcurrentHashMap<>();
    private volatile Function<ResourceID, Optional<PipelineRun>> informer = name -> {
        throw new IllegalStateException("setInformer was not called");
    };

    public OwnWriteCache() {
        super("own writes", 1);
    }

    /**
     * @param informer returns the object that the informer has under a name; it has a change before the methods below
     *     are called about it
     */
    public void setInformer(Function<ResourceID, Optional<PipelineRun>> informer) {
        this.informer = informer;
    }

    /** Keeps the response of the API server to one of our writes. */
    public PipelineRun put(PipelineRun response) {
        String uid = response.getMetadata().getUid();
        ownWrites.merge(uid, response, OwnWriteCache::newer);
        // The watch may have been faster than the response, even with the deletion. Then no further event removes this
        // entry, and finished runs would collect here, not pruned.
        if (informerCopy(response)
                .filter(copy -> ResourceVersion.of(copy) < ResourceVersion.of(response))
                .isEmpty()) {
            ownWrites.computeIfPresent(
                    uid, (key, own) -> ResourceVersion.of(own) > ResourceVersion.of(response) ? own : null);
        }
        return response;
    }

    /**
     * Returns the newest of three copies: the one that the caller has read, the one that the informer has now, and the
     * one that we wrote. The result must not be changed. The informer is asked last, because it may have got a newer
     * copy after the caller has read.
     */
    public PipelineRun newest(PipelineRun cached) {
        PipelineRun own = ownWrites.get(cached.getMetadata().getUid());
        PipelineRun newer = own == null ? cached : newer(own, cached);
        return informerCopy(cached).map(copy -> newer(copy, newer)).orElse(newer);
    }

    private Optional<PipelineRun> informerCopy(PipelineRun run) {
        return informer.apply(ResourceID.fromResource(run)).filter(informerCopy -> informerCopy
                .getMetadata()
                .getUid()
                .equals(run.getMetadata().getUid()));
    }

    /** Returns how many runs have writes that the informer does not show yet. */
    int size() {
        return ownWrites.size();
    }

    @Override
    public void onResourceCreated(PipelineRun run) {
        removeIfSeen(run);
    }

    @Override
    public void onResourceUpdated(PipelineRun run, PipelineRun before) {
        removeIfSeen(run);
    }

    @Override
    public void onResourceDeleted(PipelineRun run) {
        ownWrites.remove(run.getMetadata().getUid());
    }

    private void removeIfSeen(PipelineRun run) {
        ownWrites.computeIfPresent(
                run.getMetadata().getUid(),
                (uid, own) -> ResourceVersion.of(own) > ResourceVersion.of(run) ? own : null);
    }

    private static PipelineRun newer(PipelineRun one, PipelineRun other) {
        return ResourceVersion.of(one) > ResourceVersion.of(other) ? one : other;
    }
}
