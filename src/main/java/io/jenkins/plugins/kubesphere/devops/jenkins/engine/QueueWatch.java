package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.QueueListener;
import io.jenkins.plugins.kubesphere.devops.engine.RunRef;
import jenkins.model.queue.ItemDeletion;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Hears the queue. Called under its lock. */
@Extension
public final class QueueWatch extends QueueListener {

    @Override
    public void onEnterWaiting(Queue.WaitingItem item) {
        RunIdentity.of(item).ifPresent(JenkinsEngine.get().subscribers::runChanged);
    }

    @Override
    public void onLeft(Queue.LeftItem item) {
        RunIdentity.of(item).ifPresent(run -> left(run, item));
    }

    private static void left(RunRef run, Queue.LeftItem item) {
        JenkinsEngine engine = JenkinsEngine.get();
        if (!item.isCancelled()) {
            engine.departures.left(run, item);
            engine.subscribers.runChanged(run);
        } else if (isOnPurpose(item.getTask())) {
            engine.departures.cancelled(run);
            // Else a crash within the next minute brings the item back, and it is built. Not now: the file still holds
            // it.
            tellOnceItIsGone(run, QueueFile::save);
        } else {
            tellOnceItIsGone(run, QueueWatch::awaitLock);
        }
    }

    /**
     * The queue shows the item until its lock is released, and nothing more is heard of it afterwards: whoever looked now
     * would think it queued for ever.
     */
    private static void tellOnceItIsGone(RunRef run, Runnable afterTheLock) {
        Timer.get().execute(() -> {
            afterTheLock.run();
            JenkinsEngine.get().subscribers.runChanged(run);
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
