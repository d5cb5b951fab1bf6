package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.model.AbstractItem;
import hudson.model.Item;
import hudson.model.Job;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Removes what names the owner from an item that a person created or copied, because only this plugin gives an item to
 * a resource.
 */
public final class OwnerMarkRemover {
    private OwnerMarkRemover() {}

    /** Removes the owner file and the mark in config.xml, if the item has them. */
    public static void remove(Item item) {
        if (item instanceof AbstractItem created && OwnerFile.read(created).isPresent()) {
            OwnerFile.delete(created);
        }
        try {
            if (item instanceof AbstractFolder<?> folder
                    && folder.getProperties().get(ManagedFolderProperty.class) != null) {
                folder.getProperties().remove(ManagedFolderProperty.class);
            } else if (item instanceof Job<?, ?> job && job.getProperty(ManagedJobProperty.class) != null) {
                job.removeProperty(ManagedJobProperty.class);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
