package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import hudson.Extension;
import hudson.model.Queue;
import hudson.model.queue.QueueListener;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.RunChanged;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunRegistry;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait.BuildWaitReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Publishes an event when a build of a run has waited for an agent for a second, and when a build that is on the {@code
 * StepStartWatchlist} gets an agent. Jenkins calls this listener while it holds the lock of the queue, so everything else
 * is done later: the build of an item may have to be loaded.
 */
@Extension
public final class AgentQueueListener extends QueueListener {
    private static final Logger LOGGER = Logger.getLogger(AgentQueueListener.class.getName());

    /** After this time, {@link BuildWaitReader} reports the wait. */
    private static final long DELAY_MILLIS = BuildWaitReader.MIN_WAIT_MILLIS + 100;

    /** Items with an event to come. Jenkins reports an item that stays blocked again and again. */
    private final Set<Long> scheduled = ConcurrentHashMap.newKeySet();

    /** Items that have left the queue, until their events are published. */
    private final ConcurrentLinkedQueue<Queue.LeftItem> left = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean leftPlanned = new AtomicBoolean();

    @Override
    public void onEnterBlocked(Queue.BlockedItem item) {
        scheduleEvent(item);
    }

    @Override
    public void onEnterBuildable(Queue.BuildableItem item) {
        scheduleEvent(item);
    }

    @Override
    public void onLeft(Queue.LeftItem item) {
        scheduled.remove(item.getId());
        if (!isQueuedBuild(item)) {
            left.add(item);
            if (leftPlanned.compareAndSet(false, true)) {
                Timer.get().execute(this::publishLeft);
            }
        }
    }

    /** Publishes the end of waits that may have been reported. One task is for all items that leave under one lock. */
    private void publishLeft() {
        leftPlanned.set(false);
        List<PipelineRunRef> runs = new ArrayList<>();
        for (Queue.LeftItem item = left.poll(); item != null; item = left.poll()) {
            findRun(item).ifPresent(runs::add);
        }
        if (!runs.isEmpty()) {
            // A build has its agent when the owner of the lock has released it.
            RunQueueListener.awaitLock();
            runs.stream()
                    .filter(RunRegistry.get().idleRunWatchlist()::contains)
                    .forEach(run -> EngineEventPublisher.get().publish(new RunChanged(run)));
        }
    }

    private void scheduleEvent(Queue.Item item) {
        if (!isQueuedBuild(item) && scheduled.add(item.getId())) {
            Timer.get()
                    .schedule(
                            () -> {
                                if (scheduled.remove(item.getId())) {
                                    publish(item);
                                }
                            },
                            DELAY_MILLIS,
                            TimeUnit.MILLISECONDS);
        }
    }

    /** Returns true for the item of a whole build, which {@link RunQueueListener} reports; false for one of a step. */
    private static boolean isQueuedBuild(Queue.Item item) {
        return item.getTask() instanceof WorkflowJob;
    }

    /** Publishes an event about a build that waits for an agent: something is known about its agent. */
    static void publishIfWaiting(Queue.Item item) {
        if (!isQueuedBuild(item)) {
            publish(item);
        }
    }

    private static void publish(Queue.Item item) {
        findRun(item).ifPresent(run -> EngineEventPublisher.get().publish(new RunChanged(run)));
    }

    private static Optional<PipelineRunRef> findRun(Queue.Item item) {
        try {
            return item.getTask().getOwnerExecutable() instanceof WorkflowRun build
                    ? PipelineRunAction.findRun(build)
                    : Optional.empty();
        } catch (RuntimeException e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "The wait of a build for an agent was not published; the next event of it tells it");
            return Optional.empty();
        }
    }
}
