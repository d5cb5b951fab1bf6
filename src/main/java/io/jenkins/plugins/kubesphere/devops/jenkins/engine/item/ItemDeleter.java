package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import hudson.model.AbstractItem;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.ItemGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.model.queue.ItemDeletion;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Deletes an item with everything in it. */
final class ItemDeleter {
    /** Longer than Jenkins waits for builds to stop. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final Duration RESUMED_AFTER = Duration.ofSeconds(20);

    private static final int LOOK_MILLIS = 50;

    private ItemDeleter() {}

    /**
     * Deletes. Jenkins itself asks running builds to stop and gives up when they have not after 15 s; those are then
     * ended by force, because a build that does not stop must not hold up the deletion of a namespace.
     *
     * <p>A project and its pipelines are deleted at once, each by a thread of its own, and Jenkins refuses to delete what
     * another thread deletes: whoever comes second waits for the first.
     */
    static void delete(AbstractItem item) {
        Instant end = Instant.now().plus(PATIENCE);
        PluginInitiatedChange.does(() -> {
            while (isThere(item)) {
                if (!isUnderWay(item)) {
                    awaitResumed(item);
                    try {
                        item.delete();
                        return null;
                    } catch (Failure e) {
                        endBuilds(item, e);
                    }
                }
                if (Instant.now().isAfter(end)) {
                    throw new IllegalStateException("\"" + item.getFullName()
                            + "\" is still being deleted by somebody else; it is looked at again");
                }
                Polling.sleep(LOOK_MILLIS);
            }
            return null;
        });
    }

    private static boolean isThere(AbstractItem item) {
        return Jenkins.get().getItemByFullName(item.getFullName(), AbstractItem.class) == item;
    }

    /** Whether another thread deletes the item, what it is in, or what is in it. */
    private static boolean isUnderWay(Item item) {
        return ItemDeletion.contains(item)
                || item instanceof ItemGroup<?> group
                        && group.getItems().stream().anyMatch(ItemDeleter::isUnderWay);
    }

    /**
     * After a restart a build runs for a while without an executor. Jenkins would neither stop it nor wait for it, and its
     * last words would bring files back that are deleted: with config.xml among them, the job is there after the next restart.
     */
    private static void awaitResumed(AbstractItem item) {
        Instant end = Instant.now().plus(RESUMED_AFTER);
        for (WorkflowRun build : running(item)) {
            while (isBeingResumed(build) && Instant.now().isBefore(end)) {
                Polling.sleep(LOOK_MILLIS);
            }
            if (isBeingResumed(build)) {
                // What is not loaded is not ended.
                build.getExecution();
                build.doKill();
            }
        }
    }

    private static boolean isBeingResumed(WorkflowRun build) {
        return build.isBuilding() && !build.hasntStartedYet() && build.getExecutor() == null;
    }

    private static void endBuilds(AbstractItem item, Failure failure) {
        if (isUnderWay(item)) {
            return;
        }
        List<WorkflowRun> running = running(item);
        if (running.isEmpty()) {
            throw failure;
        }
        running.forEach(WorkflowRun::doKill);
    }

    /** The builds that run in an item. */
    static List<WorkflowRun> running(Item item) {
        List<WorkflowRun> running = new ArrayList<>();
        if (item instanceof WorkflowJob job) {
            for (WorkflowRun build = job.getLastBuild(); build != null; build = build.getPreviousBuild()) {
                if (build.isBuilding()) {
                    running.add(build);
                }
            }
        } else if (item instanceof ItemGroup<?> group) {
            group.getItems().forEach(child -> running.addAll(running(child)));
        }
        return running;
    }
}
