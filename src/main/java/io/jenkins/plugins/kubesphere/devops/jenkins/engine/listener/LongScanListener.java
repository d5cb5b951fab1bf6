package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import com.cloudbees.hudson.plugins.folder.computed.FolderComputation;
import hudson.Extension;
import hudson.model.Queue;
import hudson.model.queue.QueueListener;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch.RunningScanReader;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/**
 * Publishes an event when a scan for branches has been running for a long time. Jenkins tells nobody when a scan
 * starts, but the scan leaves the queue then.
 */
@Extension
public final class LongScanListener extends QueueListener {
    @Override
    public void onLeft(Queue.LeftItem item) {
        if (!item.isCancelled() && item.getTask() instanceof WorkflowMultiBranchProject project) {
            // One second more, because the scan starts after this call.
            Timer.get()
                    .schedule(
                            () -> publishIfRunning(project),
                            RunningScanReader.longScanThreshold().toMillis() + 1_000,
                            TimeUnit.MILLISECONDS);
        }
    }

    private static void publishIfRunning(WorkflowMultiBranchProject project) {
        FolderComputation<?> scan = project.getComputation();
        if (scan.isBuilding()) {
            ItemOwnership.pipelineOf(project).ifPresent(ManagedItemListener::publishBranchesChange);
        }
    }
}
