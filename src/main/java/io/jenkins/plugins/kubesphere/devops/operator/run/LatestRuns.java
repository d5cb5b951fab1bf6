package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.Onlooker;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Our own last writes, until the informer has caught up with them. The engine's next event is often faster than the watch:
 * without this a reconcile would read a run from before its own last write, and write the same again.
 */
final class LatestRuns extends Onlooker<PipelineRun> {
    private final Map<String, PipelineRun> written = new ConcurrentHashMap<>();
    private volatile Function<ResourceID, Optional<PipelineRun>> informer = name -> Optional.empty();

    LatestRuns() {
        super("own writes", 1);
    }

    /** @param informer gives what the informer has under a name; it has a change before the methods below hear of it */
    void compareWith(Function<ResourceID, Optional<PipelineRun>> informer) {
        this.informer = informer;
    }

    /** Remembers what the API server answered to a write of ours. */
    PipelineRun wrote(PipelineRun answer) {
        String uid = answer.getMetadata().getUid();
        written.merge(uid, answer, LatestRuns::newer);
        // The watch may have been faster than the answer, even with the deletion. Then no further event takes this
        // away,
        // and runs that are over would pile up here, unpruned.
        boolean behind = informer.apply(ResourceID.fromResource(answer))
                .filter(known -> known.getMetadata().getUid().equals(uid))
                .filter(known -> version(known) < version(answer))
                .isPresent();
        if (!behind) {
            written.computeIfPresent(uid, (key, own) -> version(own) > version(answer) ? own : null);
        }
        return answer;
    }

    /** How many runs the informer has not caught up with. */
    int size() {
        return written.size();
    }

    /** Gives the newer of what the informer has and what we wrote. */
    PipelineRun of(PipelineRun cached) {
        PipelineRun own = written.get(cached.getMetadata().getUid());
        return own == null ? cached : newer(own, cached);
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
        written.computeIfPresent(run.getMetadata().getUid(), (uid, own) -> version(own) > version(run) ? own : null);
    }

    private static PipelineRun newer(PipelineRun one, PipelineRun other) {
        return version(one) > version(other) ? one : other;
    }

    /** Resource versions of one object compare as numbers (Kubernetes API concepts, "Resource versions"). */
    private static long version(PipelineRun run) {
        try {
            return Long.parseLong(run.getMetadata().getResourceVersion());
        } catch (NumberFormatException e) {
            return -1; // then the informer's object wins, which is only slower
        }
    }
}
