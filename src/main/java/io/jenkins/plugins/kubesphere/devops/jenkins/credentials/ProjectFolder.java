package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.model.Item;
import hudson.model.ItemGroup;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import java.util.Optional;

/**
 * A folder that is a project's. Both must fit: a copy of it, or one that was renamed, bears the mark and not the name of the
 * namespace; one that somebody made by hand bears the name and not the mark.
 *
 * @param namespace the project's, which is the folder's name
 * @param project the DevOpsProject that the folder's mark names
 */
public record ProjectFolder(String namespace, String project) {
    private static final String KIND = "DevOpsProject";

    /** Gives the one that an item group is, or is in; empty if there is none. Never one below. */
    public static Optional<ProjectFolder> around(ItemGroup<?> group) {
        ItemGroup<?> current = group;
        while (current instanceof Item item) {
            Optional<ProjectFolder> found = of(item);
            if (found.isPresent()) {
                return found;
            }
            current = item.getParent();
        }
        return Optional.empty();
    }

    /** Gives what an item stands for; empty if it is no project's folder. */
    static Optional<ProjectFolder> of(Object item) {
        // Only one at the top has the name of a namespace as its full name; there is no slash in that.
        return item instanceof AbstractFolder<?> folder && !folder.getFullName().contains("/")
                ? ItemOwnership.of(folder)
                        .filter(owner -> owner.kind().equals(KIND))
                        .map(owner -> new ProjectFolder(folder.getFullName(), owner.name()))
                : Optional.empty();
    }
}
