package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.ItemGroup;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Deletes an item with everything in it. */
final class Deletion {
    private Deletion() {}

    /**
     * Deletes. Jenkins itself asks running builds to stop and gives up when they have not after 15 s; those are then
     * ended by force, because a build that does not stop must not hold up the deletion of a namespace.
     */
    static void of(Item item) {
        OwnHand.does(() -> {
            try {
                item.delete();
            } catch (Failure e) {
                running(item).forEach(WorkflowRun::doKill);
                item.delete();
            }
            return null;
        });
    }

    private static List<WorkflowRun> running(Item item) {
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
