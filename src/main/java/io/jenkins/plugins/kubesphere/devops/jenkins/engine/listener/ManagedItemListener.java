package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.BranchesChanged;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.FolderChanged;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.JobChanged;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch.BranchBuildNumbers;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.BranchJobs;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.MovedItemRegistry;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.OwnerMarkRemover;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.PluginInitiatedChange;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter.BranchParameterRecorder;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunRegistry;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jenkins.model.queue.ItemDeletion;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * Publishes an event when a person changes a folder or a job. Ignores changes by this plugin. The event contains the
 * path of the item and not its owner, because the change may have removed the mark of the owner. Jenkins itself manages
 * branch jobs, so the event for a branch job only says that the branches changed.
 */
@Extension(ordinal = ManagedItemListener.AFTER_JENKINS)
public final class ManagedItemListener extends ItemListener {

    /**
     * Jenkins itself handles a move in another listener. This listener runs after that one, because it cannot find the
     * builds of the moved job earlier.
     */
    static final int AFTER_JENKINS = -1000;

    /** After this time, Jenkins has notified its listeners of all items in a moved folder. */
    private static final int MOVED_FOLDER_DELAY_SECONDS = 1;

    /**
     * Removes the mark of an item that a person created, for example from the config.xml of another item. Restores the
     * next build number of a branch job, and lets its Jenkinsfile be read for parameters.
     */
    @Override
    public void onCreated(Item item) {
        if (!PluginInitiatedChange.isActive()) {
            OwnerMarkRemover.remove(item);
        }
        pipelineOfBranchJob(item).ifPresent(pipeline -> {
            BranchBuildNumbers.restore((WorkflowJob) item);
            // First, so that a run that the event wakes up waits for the end of the reading.
            BranchParameterRecorder.get().record((WorkflowJob) item);
            publishBranchesChange(pipeline);
        });
    }

    @Override
    public void onCopied(Item source, Item item) {
        OwnerMarkRemover.remove(item);
    }

    @Override
    public void onUpdated(Item item) {
        pipelineOfBranchJob(item).ifPresent(ManagedItemListener::publishBranchesChange);
        publishChange(item.getFullName());
    }

    @Override
    public void onDeleted(Item item) {
        if (item instanceof Job<?, ?>) {
            RunRegistry.get().builds().forget(item.getFullName());
        }
        pipelineOfBranchJob(item)
                .filter(pipeline -> !ItemDeletion.contains((Item) item.getParent()))
                .ifPresent(pipeline -> {
                    BranchBuildNumbers.store((WorkflowJob) item);
                    publishBranchesChange(pipeline);
                });
        MovedItemRegistry.get().remove(item.getFullName());
        publishChange(item.getFullName());
    }

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        RunRegistry.get().builds().forget(oldFullName);
        RunRegistry.get().builds().forget(newFullName);
        if (!MovedItemRegistry.get().recordMove(item, oldFullName, newFullName) || PluginInitiatedChange.isActive()) {
            return;
        }
        if (item instanceof ItemGroup<?>) {
            // Jenkins notifies its listeners of each item in the folder after this call.
            Timer.get()
                    .schedule(
                            () -> publishMove(oldFullName, newFullName), MOVED_FOLDER_DELAY_SECONDS, TimeUnit.SECONDS);
        } else {
            publishMove(oldFullName, newFullName);
        }
    }

    private static Optional<JobName> pipelineOfBranchJob(Item item) {
        return BranchJobs.isBranchJob(item) ? ItemOwnership.pipelineOf(item) : Optional.empty();
    }

    static void publishBranchesChange(JobName pipeline) {
        EngineEventPublisher.get().publish(new BranchesChanged(pipeline));
    }

    private static void publishMove(String oldFullName, String newFullName) {
        publishChange(oldFullName);
        publishChange(newFullName);
    }

    static void publishChange(String fullName) {
        if (PluginInitiatedChange.isActive()) {
            return;
        }
        String[] path = fullName.split("/", -1);
        if (path.length == 1) {
            EngineEventPublisher.get().publish(new FolderChanged(fullName));
        } else if (path.length == 2) {
            EngineEventPublisher.get().publish(new JobChanged(new JobName(path[0], path[1])));
        }
    }
}
