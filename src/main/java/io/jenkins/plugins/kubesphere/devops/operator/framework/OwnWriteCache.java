package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.ResourceVersion;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Our own last writes, until the informer has caught up with them. The engine's next event is often faster than the watch:
 * without this a reconcile would read a run from before its own last write, and write the same again.
 */
public final class OwnWriteCache extends ResourceObserver<PipelineRun> {
    private final Map<String, PipelineRun> written = new ConcurrentHashMap<>();
    private volatile Function<ResourceID, Optional<PipelineRun>> informer = name -> {
        throw new IllegalStateException("compareWith was not called");
    };

    public OwnWriteCache() {
        super("own writes", 1);
    }

    /** @param informer gives what the informer has under a name; it has a change before the methods below hear of it */
    public void compareWith(Function<ResourceID, Optional<PipelineRun>> informer) {
        this.informer = informer;
    }

    /** Remembers what the API server answered to a write of ours. */
    public PipelineRun wrote(PipelineRun answer) {
        String uid = answer.getMetadata().getUid();
        written.merge(uid, answer, OwnWriteCache::newer);
        // The watch may have been faster than the answer, even with the deletion. Then no further event takes this
        // away, and runs that are over would pile up here, unpruned.
        if (known(answer)
                .filter(known -> ResourceVersion.of(known) < ResourceVersion.of(answer))
                .isEmpty()) {
            written.computeIfPresent(
                    uid, (key, own) -> ResourceVersion.of(own) > ResourceVersion.of(answer) ? own : null);
        }
        return answer;
    }

    /**
     * Gives the newest of what the caller has read, what the informer has by now and what we wrote; only to be read. The
     * informer is asked again, and last, since it may have caught up after the caller has read.
     */
    public PipelineRun of(PipelineRun cached) {
        PipelineRun own = written.get(cached.getMetadata().getUid());
        PipelineRun newest = own == null ? cached : newer(own, cached);
        return known(cached).map(known -> newer(known, newest)).orElse(newest);
    }

    private Optional<PipelineRun> known(PipelineRun run) {
        return informer.apply(ResourceID.fromResource(run))
                .filter(known ->
                        known.getMetadata().getUid().equals(run.getMetadata().getUid()));
    }

    /** How many runs the informer has not caught up with. */
    int size() {
        return written.size();
    }

    @Override
    public void onResourceCreated(PipelineRun run) {
        caughtUp(run);
    }

    @Override
    public void onResourceUpdated(PipelineRun run, PipelineRun before) {
        caughtUp(run);
    }

    @Override
    public void onResourceDeleted(PipelineRun run) {
        written.remove(run.getMetadata().getUid());
    }

    private void caughtUp(PipelineRun run) {
        written.computeIfPresent(
                run.getMetadata().getUid(),
                (uid, own) -> ResourceVersion.of(own) > ResourceVersion.of(run) ? own : null);
    }

    private static PipelineRun newer(PipelineRun one, PipelineRun other) {
        return ResourceVersion.of(one) > ResourceVersion.of(other) ? one : other;
    }
}
