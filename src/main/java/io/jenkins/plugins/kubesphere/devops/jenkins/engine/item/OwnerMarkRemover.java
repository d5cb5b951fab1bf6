package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.model.Item;
import hudson.model.Job;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Removes the mark of the owner from an item that a person copied, because the copy does not belong to the owner. */
public final class OwnerMarkRemover {
    private OwnerMarkRemover() {}

    public static void remove(Item item) {
        if (ItemOwnership.markedOwner(item).isEmpty()) {
            return;
        }
        try {
            if (item instanceof AbstractFolder<?> folder) {
                folder.getProperties().remove(ManagedFolderProperty.class);
            } else if (item instanceof Job<?, ?> job) {
                job.removeProperty(ManagedJobProperty.class);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
