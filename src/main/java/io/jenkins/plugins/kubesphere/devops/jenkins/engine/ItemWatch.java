package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.kubesphere.devops.engine.Owner;

/** Hears what people do to our folders and jobs. What we do ourselves is no news. */
@Extension
public final class ItemWatch extends ItemListener {

    @Override
    public void onUpdated(Item item) {
        changed(item);
    }

    @Override
    public void onDeleted(Item item) {
        if (item instanceof Job<?, ?> job) {
            JenkinsEngine.get().index.forget(job.getFullName());
        }
        changed(item);
    }

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        JenkinsEngine.get().index.forget(oldFullName);
        JenkinsEngine.get().index.forget(newFullName);
        changed(item);
    }

    private static void changed(Item item) {
        if (!OwnHand.isAtWork()) {
            Owners.marked(item).ifPresent(owner -> tell(item, owner));
        }
    }

    private static void tell(Item item, Owner owner) {
        Subscribers subscribers = JenkinsEngine.get().subscribers;
        if (item instanceof AbstractFolder<?>) {
            subscribers.folderChanged(owner);
        } else {
            subscribers.jobChanged(owner);
        }
    }
}
