package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import hudson.model.Item;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import java.nio.file.Path;
import java.util.Optional;

/** Shows the tests of other packages what this one keeps for itself. */
public final class ItemRecords {
    private ItemRecords() {}

    /** Gives the resource that the item's mark names, wherever the item is. */
    public static Optional<Owner> marked(Item item) {
        return ItemOwnership.markedOwner(item);
    }

    /** Gives where the controller knows an item to be that belongs at the place; empty if it has not moved. */
    public static Optional<String> movedFrom(String place) {
        return MovedItemRegistry.get().currentPath(place);
    }

    /** The same, of a registry that reads its file for the first time, as after a restart. */
    public static Optional<String> movedFrom(String place, Path file) {
        return new MovedItemRegistry(() -> file).currentPath(place);
    }
}
