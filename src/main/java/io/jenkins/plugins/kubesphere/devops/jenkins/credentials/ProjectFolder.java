package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.model.Item;
import hudson.model.ItemGroup;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import java.util.Optional;

/**
 * Identifies the folder of a project. The folder must belong to the project and have the name of its namespace. A
 * renamed folder has another name; a folder that a person created or copied belongs to no project.
 *
 * @param namespace the namespace of the project, which is the folder's name
 * @param project the DevOpsProject that the folder belongs to
 */
public record ProjectFolder(String namespace, String project) {
    /** Returns the folder of the project that the group belongs to or is; empty if it belongs to no project. */
    public static Optional<ProjectFolder> findEnclosing(ItemGroup<?> group) {
        ItemGroup<?> current = group;
        while (current instanceof Item item) {
            Optional<ProjectFolder> found = find(item);
            if (found.isPresent()) {
                return found;
            }
            current = item.getParent();
        }
        return Optional.empty();
    }

    /** Returns the item as the folder of a project; empty if it is not the folder of a project. */
    static Optional<ProjectFolder> find(Object item) {
        // The folder of a project is at the top level, so its full name has no slash.
        return item instanceof AbstractFolder<?> folder && !folder.getFullName().contains("/")
                ? ItemOwnership.ownerOf(folder)
                        .filter(Owner::isProject)
                        .map(owner -> new ProjectFolder(folder.getFullName(), owner.name()))
                : Optional.empty();
    }
}
