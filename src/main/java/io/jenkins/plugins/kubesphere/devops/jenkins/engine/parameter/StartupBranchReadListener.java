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
 * After Jenkins has started, lets the Jenkinsfiles of branches be read that were not read before: the plugin was
 * updated, or Jenkins was stopped during a reading or just after a build had started. Reads few of each multi-branch
 * job, because its host may limit the number of requests; the others are read when a run or a scan needs them.
 */
@Extension
public final class StartupBranchReadListener extends ItemListener {
    private static final Logger LOGGER = Logger.getLogger(StartupBranchReadListener.class.getName());

    private static final int MAX_PER_MULTIBRANCH_JOB = 20;

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
                    .limit(MAX_PER_MULTIBRANCH_JOB)
                    .forEach(BranchParameterRecorder.get()::record);
        }
    }
}
