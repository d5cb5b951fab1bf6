package io.jenkins.plugins.kubesphere.devops.operator.run.retention;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Remembers which runs could not be deleted, so that they are tried last. A policy of the cluster may protect many runs,
 * and these are the oldest of their Pipeline: without this, each pass would end before it comes to the others.
 * Thread-safe.
 */
final class FailedDeletions {
    private static final int MAX_RUNS = 10_000;

    /** The UIDs of the runs. */
    private final Set<String> failed = BoundedCollections.set(MAX_RUNS);

    /**
     * Deletes a run, and remembers it if that fails.
     *
     * @param deletion as in {@link RetentionPass}
     */
    boolean delete(PipelineRun run, Predicate<PipelineRun> deletion) {
        try {
            boolean deleted = deletion.test(run);
            failed.remove(uid(run));
            return deleted;
        } catch (RuntimeException e) {
            failed.add(uid(run));
            throw e;
        }
    }

    /** Returns the runs in the same order, but those that could not be deleted at the end. */
    List<PipelineRun> putLast(List<PipelineRun> expired) {
        return expired.stream()
                .sorted(Comparator.comparing(run -> failed.contains(uid(run))))
                .toList();
    }

    private static String uid(PipelineRun run) {
        return run.getMetadata().getUid();
    }
}
