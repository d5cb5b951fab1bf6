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
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.MarkerRemover;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.MovedItemRegistry;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.PluginInitiatedChange;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunRegistry;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jenkins.model.queue.ItemDeletion;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * Hears what people do to folders and jobs. What we do ourselves is no news. Told is the place, not the owner: an item may
 * have ceased to be ours just now. Jobs of branches are Jenkins' own: that they come, change and go is no change of what we
 * made.
 */
@Extension(ordinal = ManagedItemListener.AFTER_JENKINS)
public final class ManagedItemListener extends ItemListener {

    /** Jenkins itself hears of a move where everybody does; whoever asked for a build before that would not find it. */
    static final int AFTER_JENKINS = -1000;

    private static final int CHILDREN_ARE_TOLD_SECONDS = 1;

    /** A document that was read from an item of ours and posted elsewhere has our mark, too. */
    @Override
    public void onCreated(Item item) {
        if (!PluginInitiatedChange.isAtWork() && ItemOwnership.of(item).isEmpty()) {
            MarkerRemover.takeOff(item);
        }
        pipelineOfBranch(item).ifPresent(pipeline -> {
            BranchBuildNumbers.restore((WorkflowJob) item);
            EngineEventPublisher.get().publish(new BranchesChanged(pipeline));
        });
    }

    @Override
    public void onCopied(Item source, Item item) {
        MarkerRemover.takeOff(item);
    }

    @Override
    public void onUpdated(Item item) {
        pipelineOfBranch(item).ifPresent(changed -> EngineEventPublisher.get().publish(new BranchesChanged(changed)));
        changed(item.getFullName());
    }

    @Override
    public void onDeleted(Item item) {
        if (item instanceof Job<?, ?>) {
            RunRegistry.get().builds().forget(item.getFullName());
        }
        pipelineOfBranch(item)
                .filter(pipeline -> !ItemDeletion.contains((Item) item.getParent()))
                .ifPresent(pipeline -> {
                    BranchBuildNumbers.keep((WorkflowJob) item);
                    EngineEventPublisher.get().publish(new BranchesChanged(pipeline));
                });
        MovedItemRegistry.get().gone(item.getFullName());
        changed(item.getFullName());
    }

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        RunRegistry.get().builds().forget(oldFullName);
        RunRegistry.get().builds().forget(newFullName);
        if (!MovedItemRegistry.get().note(item, oldFullName, newFullName) || PluginInitiatedChange.isAtWork()) {
            return;
        }
        if (item instanceof ItemGroup<?>) {
            // What is in it is told to Jenkins one by one, after this.
            Timer.get().schedule(() -> moved(oldFullName, newFullName), CHILDREN_ARE_TOLD_SECONDS, TimeUnit.SECONDS);
        } else {
            moved(oldFullName, newFullName);
        }
    }

    private static Optional<JobName> pipelineOfBranch(Item item) {
        return BranchJobs.isBranch(item) ? ItemOwnership.pipelineOf(item) : Optional.empty();
    }

    private static void moved(String oldFullName, String newFullName) {
        changed(oldFullName);
        changed(newFullName);
    }

    static void changed(String fullName) {
        if (PluginInitiatedChange.isAtWork()) {
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
