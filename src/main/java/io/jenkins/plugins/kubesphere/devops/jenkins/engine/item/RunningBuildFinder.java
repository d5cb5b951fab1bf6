package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import hudson.model.Item;
import hudson.model.ItemGroup;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Finds the builds that run in an item. */
final class RunningBuildFinder {
    private RunningBuildFinder() {}

    /** The builds that run in the item, or in the items in it. */
    static List<WorkflowRun> find(Item item) {
        List<WorkflowRun> running = new ArrayList<>();
        if (item instanceof WorkflowJob job) {
            for (WorkflowRun build = job.getLastBuild(); build != null; build = build.getPreviousBuild()) {
                if (build.isBuilding()) {
                    running.add(build);
                }
            }
        } else if (item instanceof ItemGroup<?> group) {
            group.getItems().forEach(child -> running.addAll(find(child)));
        }
        return running;
    }
}
