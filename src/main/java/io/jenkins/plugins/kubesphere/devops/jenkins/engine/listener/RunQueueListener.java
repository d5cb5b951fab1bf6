package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.QueueListener;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.RunChanged;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.QueuePersistence;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunRegistry;
import jenkins.model.queue.ItemDeletion;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Hears the queue. Called under its lock. */
@Extension
public final class RunQueueListener extends QueueListener {

    @Override
    public void onEnterWaiting(Queue.WaitingItem item) {
        PipelineRunAction.of(item)
                .ifPresent(changed -> EngineEventPublisher.get().publish(new RunChanged(changed)));
    }

    @Override
    public void onLeft(Queue.LeftItem item) {
        PipelineRunAction.of(item).ifPresent(run -> left(run, item));
    }

    private static void left(RunRef run, Queue.LeftItem item) {
        if (!item.isCancelled()) {
            RunRegistry.get().left().left(run, item);
            EngineEventPublisher.get().publish(new RunChanged(run));
        } else if (isOnPurpose(item.getTask())) {
            RunRegistry.get().left().cancelled(run);
            // Else a crash within the next minute brings the item back, and it is built. Not now: the file still holds
            // it.
            tellOnceItIsGone(run, QueuePersistence::save);
        } else {
            tellOnceItIsGone(run, RunQueueListener::awaitLock);
        }
    }

    /**
     * The queue shows the item until its lock is released, and nothing more is heard of it afterwards: whoever looked now
     * would think it queued for ever.
     */
    private static void tellOnceItIsGone(RunRef run, Runnable afterTheLock) {
        Timer.get().execute(() -> {
            afterTheLock.run();
            EngineEventPublisher.get().publish(new RunChanged(run));
        });
    }

    private static void awaitLock() {
        Queue.withLock(() -> {});
    }

    /**
     * Jenkins also cancels items when their job is disabled or deleted. Nobody wanted those runs to end: they wait until
     * there is a job again that takes them.
     */
    private static boolean isOnPurpose(Queue.Task task) {
        return task instanceof WorkflowJob job && job.isBuildable() && !ItemDeletion.contains((Item) job);
    }
}
