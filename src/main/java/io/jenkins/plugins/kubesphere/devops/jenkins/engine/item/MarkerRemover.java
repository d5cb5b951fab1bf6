package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.model.Item;
import hudson.model.Job;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Takes our marks off what people made after the image of ours: a copy belongs to whoever made it. */
public final class MarkerRemover {
    private MarkerRemover() {}

    public static void takeOff(Item item) {
        if (ItemOwnership.marked(item).isEmpty()) {
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
