package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.QueueListener;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.RunChanged;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.queue.QueueSaver;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunRegistry;
import jenkins.model.queue.ItemDeletion;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * Publishes an event when the queue item of a run enters or leaves the queue. Jenkins calls this listener while it
 * holds the lock of the queue.
 */
@Extension
public final class RunQueueListener extends QueueListener {
    private final RunEventQueue events = new RunEventQueue(
            task -> Timer.get().execute(task), run -> EngineEventPublisher.get().publish(new RunChanged(run)));

    @Override
    public void onEnterWaiting(Queue.WaitingItem item) {
        PipelineRunAction.findRun(item).ifPresent(events::add);
    }

    @Override
    public void onLeft(Queue.LeftItem item) {
        PipelineRunAction.findRun(item).ifPresent(run -> handleLeft(run, item));
    }

    private void handleLeft(PipelineRunRef run, Queue.LeftItem item) {
        if (!item.isCancelled()) {
            RunRegistry.get().leftQueueItems().addLeft(run, item);
            events.add(run);
        } else if (isCancelledOnPurpose(item.getTask())) {
            RunRegistry.get().leftQueueItems().addCancelled(run);
            // Jenkins writes queue.xml by itself up to a minute later. If the controller crashed before that, it would
            // load the old file and build the cancelled item. So the file is saved here, but only after the lock is
            // released: until then the queue still contains the item.
            publishAfterLock(run, QueueSaver::save);
        } else {
            publishAfterLock(run, RunQueueListener::awaitLock);
        }
    }

    /**
     * Publishes the event after the lock of the queue is released. Until then, the queue still contains the item, and
     * there is no later event. A subscriber that reads the queue now would see the run as queued for ever.
     *
     * @param action runs before the event, and waits for the lock
     */
    private static void publishAfterLock(PipelineRunRef run, Runnable action) {
        Timer.get().execute(() -> {
            action.run();
            EngineEventPublisher.get().publish(new RunChanged(run));
        });
    }

    /** Waits until the thread that holds the lock of the queue has released it. */
    static void awaitLock() {
        Queue.withLock(() -> {});
    }

    /**
     * Whether a person or this plugin cancelled the item. Jenkins also cancels an item when its job is disabled or
     * deleted. In that case the run does not end, but waits for a job that accepts builds.
     */
    private static boolean isCancelledOnPurpose(Queue.Task task) {
        return task instanceof WorkflowJob job && job.isBuildable() && !ItemDeletion.contains((Item) job);
    }
}
