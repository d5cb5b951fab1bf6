package io.jenkins.plugins.kubesphere.devops.operator.run.start;

import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunRequestFactory;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import io.jenkins.plugins.kubesphere.devops.operator.framework.ObservingEventSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Limits how many runs of one namespace have started and not ended, so that one namespace does not fill the queue of
 * Jenkins and its memory. It counts what the informer shows and what this session has started, and sends no request.
 * The informer shows all runs before the first reconcile, so the count is right after a restart, too. When a run ends
 * or is deleted, the oldest run that waits is reconciled. Thread-safe.
 */
public final class UnfinishedRunLimiter extends ObservingEventSource<PipelineRun> {
    private static final int MAX_REMEMBERED = 10_000;

    private final int maxRuns;
    private final String instanceId;
    private final Consumer<PipelineRunRef> onStartAllowed;
    /** A namespace without unfinished runs is not in the map. */
    private final Map<String, NamespaceRuns> byNamespace = new HashMap<>();
    /**
     * UIDs of runs that ended or were deleted. A reconcile that began before that must not count such a run again,
     * because no later event would remove it.
     */
    private final Set<String> endedUids = BoundedCollections.set(MAX_REMEMBERED);

    /**
     * @param maxRuns how many runs of one namespace may be started and not final, at least 1
     * @param instanceId id of this instance; runs of other instances do not count
     * @param onStartAllowed called with a run that had to wait, when {@link #tryStart} may be called for it again
     */
    public UnfinishedRunLimiter(int maxRuns, String instanceId, Consumer<PipelineRunRef> onStartAllowed) {
        super("unfinished runs", 1);
        this.maxRuns = maxRuns;
        this.instanceId = instanceId;
        this.onStartAllowed = onStartAllowed;
    }

    /**
     * Requests the start of a run. If it is allowed, the run counts as started until it ends or is {@linkplain
     * #withdraw withdrawn}.
     *
     * @return why the run must wait; empty if it may be started, or has ended meanwhile
     */
    public synchronized Optional<StartObstacle> tryStart(PipelineRun run) {
        if (hasEnded(run)) {
            return Optional.empty();
        }
        NamespaceRuns runs = runsOf(run);
        return runs.tryStart(entry(run))
                ? Optional.empty()
                : Optional.of(new StartObstacle(
                        ConditionReasons.THROTTLED,
                        runs.startedCount() + " runs of the namespace "
                                + run.getMetadata().getNamespace() + " have started and not ended, and the limit is "
                                + maxRuns + ". The oldest run that waits is started when one of them ends. Stop"
                                + " or delete runs that are not needed, or ask an administrator of Jenkins to raise"
                                + " maxUnfinishedRuns"));
    }

    /** Counts a run whose build was found. */
    public synchronized void recordStarted(PipelineRun run) {
        if (!hasEnded(run)) {
            runsOf(run).addStarted(entry(run));
        }
    }

    /** Forgets a run that is not started, because something else is missing. Other runs may start instead. */
    public void withdraw(PipelineRun run) {
        removeAndFindNext(run).forEach(onStartAllowed);
    }

    @Override
    public void onResourceCreated(PipelineRun run) {
        update(run);
    }

    @Override
    public void onResourceUpdated(PipelineRun run, PipelineRun before) {
        update(run);
    }

    @Override
    public void onResourceDeleted(PipelineRun run) {
        finish(run);
    }

    private void update(PipelineRun run) {
        if (PipelineRuns.hasEnded(run)) {
            finish(run);
        } else if (PipelineRuns.isClaimedByOtherInstance(run, instanceId) || isDeletedBeforeStart(run)) {
            withdraw(run);
        } else if (PipelineRuns.isBound(run) || isQueued(run)) {
            recordStarted(run);
        }
    }

    private void finish(PipelineRun run) {
        synchronized (this) {
            endedUids.add(run.getMetadata().getUid());
        }
        withdraw(run);
    }

    /** Such a run is never started. Its deletion may take long, and other runs may start meanwhile. */
    private static boolean isDeletedBeforeStart(PipelineRun run) {
        return run.isMarkedForDeletion() && !PipelineRuns.isBound(run) && !isQueued(run);
    }

    private boolean hasEnded(PipelineRun run) {
        return endedUids.contains(run.getMetadata().getUid());
    }

    private static boolean isQueued(PipelineRun run) {
        return run.getStatus()
                .condition(ConditionTypes.SUCCEEDED)
                .filter(condition -> ConditionReasons.QUEUED.equals(condition.reason()))
                .isPresent();
    }

    private synchronized List<PipelineRunRef> removeAndFindNext(PipelineRun run) {
        String namespace = run.getMetadata().getNamespace();
        NamespaceRuns runs = byNamespace.get(namespace);
        if (runs == null || !runs.remove(entry(run))) {
            return List.of();
        }
        if (runs.isEmpty()) {
            byNamespace.remove(namespace);
        }
        return runs.nextRuns();
    }

    private NamespaceRuns runsOf(PipelineRun run) {
        return byNamespace.computeIfAbsent(run.getMetadata().getNamespace(), name -> new NamespaceRuns(maxRuns));
    }

    private static NamespaceRuns.Entry entry(PipelineRun run) {
        return new NamespaceRuns.Entry(RunRequestFactory.createdAt(run), PipelineRuns.ref(run));
    }
}
