package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
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
@Extension(ordinal = ItemWatch.AFTER_JENKINS)
public final class ItemWatch extends ItemListener {

    /** Jenkins itself hears of a move where everybody does; whoever asked for a build before that would not find it. */
    static final int AFTER_JENKINS = -1000;

    private static final int CHILDREN_ARE_TOLD_SECONDS = 1;

    /** A document that was read from an item of ours and posted elsewhere has our mark, too. */
    @Override
    public void onCreated(Item item) {
        if (!OwnHand.isAtWork() && Owners.of(item).isEmpty()) {
            Marks.takeOff(item);
        }
        pipelineOfBranch(item).ifPresent(pipeline -> {
            BranchNumbers.restore((WorkflowJob) item);
            JenkinsEngine.get().subscribers.branchesChanged(pipeline);
        });
    }

    @Override
    public void onCopied(Item source, Item item) {
        Marks.takeOff(item);
    }

    @Override
    public void onUpdated(Item item) {
        pipelineOfBranch(item).ifPresent(JenkinsEngine.get().subscribers::branchesChanged);
        changed(item.getFullName());
    }

    @Override
    public void onDeleted(Item item) {
        JenkinsEngine engine = JenkinsEngine.get();
        if (item instanceof Job<?, ?>) {
            engine.index.forget(item.getFullName());
        }
        pipelineOfBranch(item)
                .filter(pipeline -> !ItemDeletion.contains((Item) item.getParent()))
                .ifPresent(pipeline -> {
                    BranchNumbers.keep((WorkflowJob) item);
                    engine.subscribers.branchesChanged(pipeline);
                });
        engine.moves.gone(item.getFullName());
        changed(item.getFullName());
    }

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        JenkinsEngine engine = JenkinsEngine.get();
        engine.index.forget(oldFullName);
        engine.index.forget(newFullName);
        if (!engine.moves.note(item, oldFullName, newFullName) || OwnHand.isAtWork()) {
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
        return Branches.isBranch(item) ? Owners.pipelineOf(item) : Optional.empty();
    }

    private static void moved(String oldFullName, String newFullName) {
        changed(oldFullName);
        changed(newFullName);
    }

    static void changed(String fullName) {
        if (OwnHand.isAtWork()) {
            return;
        }
        String[] path = fullName.split("/", -1);
        if (path.length == 1) {
            JenkinsEngine.get().subscribers.folderChanged(fullName);
        } else if (path.length == 2) {
            JenkinsEngine.get().subscribers.jobChanged(new JobName(path[0], path[1]));
        }
    }
}
