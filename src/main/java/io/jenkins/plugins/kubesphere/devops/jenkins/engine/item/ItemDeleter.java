package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import hudson.model.AbstractItem;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.ItemGroup;
import io.jenkins.plugins.kubesphere.devops.engine.EngineFailureException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.model.queue.ItemDeletion;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Deletes an item with everything in it. */
final class ItemDeleter {
    /** Must be longer than Jenkins waits for builds to stop, which is 15 s. */
    private static final Duration DELETION_TIMEOUT = Duration.ofSeconds(40);

    private static final Duration RESUME_TIMEOUT = Duration.ofSeconds(20);

    private static final int POLL_MILLIS = 50;

    private ItemDeleter() {}

    /**
     * Deletes the item. Jenkins interrupts running builds and refuses the deletion if they have not stopped after 15 s.
     * This method then kills these builds, because a build that does not stop must not block the deletion of a
     * namespace.
     *
     * <p>A project and its pipelines are deleted at the same time by different threads, and Jenkins refuses to delete
     * an item that another thread is deleting. So this method waits for the other thread.
     *
     * @throws IllegalStateException if the item still exists after 40 s, because another thread deletes it or its
     *     builds do not stop
     */
    static void delete(AbstractItem item) {
        Deadline deadline = Deadline.after(DELETION_TIMEOUT);
        PluginInitiatedChange.run(item.getFullName(), () -> {
            while (exists(item) && !tryDelete(item)) {
                if (deadline.hasPassed()) {
                    throw new EngineFailureException("\"" + item.getFullName()
                            + "\" was not deleted in time: another thread is deleting it, or its builds do not stop; the"
                            + " deletion is retried");
                }
                PollDelay.sleep(POLL_MILLIS);
            }
            return null;
        });
    }

    private static boolean exists(AbstractItem item) {
        return Jenkins.get().getItemByFullName(item.getFullName(), AbstractItem.class) == item;
    }

    /** Returns false if the deletion must be tried again. */
    private static boolean tryDelete(AbstractItem item) throws IOException, InterruptedException {
        if (isBeingDeleted(item)) {
            return false;
        }
        awaitResumedBuilds(item);
        try {
            item.delete();
            return true;
        } catch (Failure e) {
            killBuilds(item, e);
            return false;
        }
    }

    /** Whether a thread deletes the item, a folder around it, or an item in it. */
    private static boolean isBeingDeleted(Item item) {
        return ItemDeletion.contains(item)
                || item instanceof ItemGroup<?> group
                        && group.getItems().stream().anyMatch(ItemDeleter::isBeingDeleted);
    }

    /**
     * Waits until each resumed build has an executor, and kills a build that gets none in time. After a restart, a
     * build runs without an executor for some time. Jenkins would neither stop such a build nor wait for it, and the
     * build would write files after the deletion. If config.xml is among these files, the job exists again after the
     * next restart.
     */
    private static void awaitResumedBuilds(AbstractItem item) {
        Deadline deadline = Deadline.after(RESUME_TIMEOUT);
        for (WorkflowRun build : RunningBuildFinder.find(item)) {
            while (isBeingResumed(build) && !deadline.hasPassed()) {
                PollDelay.sleep(POLL_MILLIS);
            }
            if (isBeingResumed(build)) {
                // Loads the execution, because doKill does not end an execution that is not loaded.
                build.getExecution();
                build.doKill();
            }
        }
    }

    private static boolean isBeingResumed(WorkflowRun build) {
        return build.isBuilding() && !build.hasntStartedYet() && build.getExecutor() == null;
    }

    private static void killBuilds(AbstractItem item, Failure failure) {
        if (isBeingDeleted(item)) {
            return;
        }
        List<WorkflowRun> running = RunningBuildFinder.find(item);
        if (running.isEmpty()) {
            throw failure;
        }
        running.forEach(WorkflowRun::doKill);
    }
}
