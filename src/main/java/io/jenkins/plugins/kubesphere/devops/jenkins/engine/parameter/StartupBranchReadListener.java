package io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter;

import hudson.Extension;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/**
 * Lets the Jenkinsfiles of branches be read after the start of Jenkins that nobody has read yet: the plugin was
 * updated, or Jenkins was stopped while they were read, or while a build had just started. Reads few of each project,
 * because their host may limit the number of requests; the others are read when a run or a scan needs them.
 */
@Extension
public final class StartupBranchReadListener extends ItemListener {
    private static final Logger LOGGER = Logger.getLogger(StartupBranchReadListener.class.getName());

    private static final int MAX_OF_PROJECT = 20;

    /** The start of Jenkins has more urgent work. */
    private static final int DELAY_SECONDS = 10;

    @Override
    public void onLoaded() {
        Timer.get().schedule(StartupBranchReadListener::recordAllUnread, DELAY_SECONDS, TimeUnit.SECONDS);
    }

    private static void recordAllUnread() {
        for (WorkflowMultiBranchProject project : Jenkins.get().allItems(WorkflowMultiBranchProject.class)) {
            try {
                recordUnread(project);
            } catch (RuntimeException e) {
                LOGGER.log(
                        Level.WARNING,
                        e,
                        () -> "The Jenkinsfiles of " + project.getFullName()
                                + " are not read for their parameters before a scan or a run needs them");
            }
        }
    }

    private static void recordUnread(WorkflowMultiBranchProject project) {
        if (ItemOwnership.pipelineOf(project).isPresent()) {
            project.getItems().stream()
                    .filter(BranchParameterRecorder::isUnread)
                    .limit(MAX_OF_PROJECT)
                    .forEach(BranchParameterRecorder.get()::record);
        }
    }
}
