package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import java.nio.file.Path;
import java.util.Optional;

/** Gives tests of other packages access to the mark of an item and to the registry of moved items. */
public final class ItemTestAccess {
    private ItemTestAccess() {}

    /** The resource that the property of the item names, wherever the item is. */
    public static Optional<Owner> marked(Item item) {
        return item instanceof AbstractFolder<?> folder
                ? Optional.ofNullable(folder.getProperties().get(ManagedFolderProperty.class))
                        .map(ManagedFolderProperty::owner)
                : Optional.ofNullable(((Job<?, ?>) item).getProperty(ManagedJobProperty.class))
                        .map(ManagedJobProperty::owner);
    }

    /** Returns the current path of the item whose original path is {@code place}; empty if it was not moved. */
    public static Optional<String> movedFrom(String place) {
        return MovedItemRegistry.get().currentPath(place);
    }

    /** As above, from a registry that reads its file for the first time, as after a restart. */
    public static Optional<String> movedFrom(String place, Path file) {
        return new MovedItemRegistry(() -> file).currentPath(place);
    }
}
