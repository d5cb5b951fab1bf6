package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import jenkins.model.queue.ItemDeletion;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * Hears what people do to our folders and jobs. What we do ourselves is no news. Jobs of branches are Jenkins' own: that they
 * come, change and go is no change of what we made.
 */
@Extension
public final class ItemWatch extends ItemListener {

    @Override
    public void onCreated(Item item) {
        Owners.pipelineOf(item).filter(owner -> Branches.isBranch(item)).ifPresent(owner -> {
            BranchNumbers.restore((WorkflowJob) item);
            JenkinsEngine.get().subscribers.branchesChanged(owner);
        });
    }

    @Override
    public void onUpdated(Item item) {
        changed(item);
    }

    @Override
    public void onDeleted(Item item) {
        if (item instanceof Job<?, ?> job) {
            JenkinsEngine.get().index.forget(job.getFullName());
        }
        if (Branches.isBranch(item) && !ItemDeletion.contains((Item) ((WorkflowJob) item).getParent())) {
            Owners.pipelineOf(item).ifPresent(owner -> BranchNumbers.keep((WorkflowJob) item));
        }
        changed(item);
    }

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        JenkinsEngine.get().index.forget(oldFullName);
        JenkinsEngine.get().index.forget(newFullName);
        changed(item);
    }

    private static void branchesChanged(Item branch) {
        Owners.pipelineOf(branch).ifPresent(JenkinsEngine.get().subscribers::branchesChanged);
    }

    private static void changed(Item item) {
        if (Branches.isBranch(item)) {
            branchesChanged(item);
        } else if (!OwnHand.isAtWork()) {
            Owners.marked(item).ifPresent(owner -> tell(item, owner));
        }
    }

    private static void tell(Item item, Owner owner) {
        Subscribers subscribers = JenkinsEngine.get().subscribers;
        if (Owners.isJob(item)) {
            subscribers.jobChanged(owner);
        } else {
            subscribers.folderChanged(owner);
        }
    }
}
