package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import java.util.Objects;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/** Which resource an item belongs to. */
public final class ItemOwnership {
    private ItemOwnership() {}

    /**
     * Gives the resource that manages the item; empty if none does, so that it is not ours. One that was renamed or moved
     * carries the mark and is not where it belongs: it is nobody's, until it is back.
     */
    public static Optional<Owner> of(Item item) {
        return placeOf(item).filter(item.getFullName()::equals).flatMap(place -> marked(item));
    }

    /** Gives the pipeline of ours that the item is a job of: its own, or that of one of its branches. */
    public static Optional<JobName> pipelineOf(Item item) {
        Item managed = BranchJobs.isBranch(item) ? (Item) item.getParent() : item;
        return isJob(managed)
                ? of(managed).map(owner -> new JobName(owner.namespace(), owner.name()))
                : Optional.empty();
    }

    /** Gives where the pipeline's job belongs that the item is or is a branch of, if a person moved that away. */
    public static Optional<String> missedAt(Item item) {
        Item managed = BranchJobs.isBranch(item) ? (Item) item.getParent() : item;
        return placeOf(managed).filter(place -> !place.equals(managed.getFullName()));
    }

    /** True for what a pipeline has. A multi-branch project is a folder to Jenkins. */
    private static boolean isJob(Item item) {
        return item instanceof Job || item instanceof WorkflowMultiBranchProject;
    }

    /** Gives the full name of where an item with this one's mark belongs. */
    static Optional<String> placeOf(Item item) {
        if (item instanceof AbstractFolder<?> folder) {
            return mark(folder).map(ManagedFolderProperty::place);
        }
        return marked(item).map(owner -> owner.namespace() + "/" + owner.name());
    }

    /** Gives the resource that the item's mark names, wherever the item is. */
    static Optional<Owner> marked(Item item) {
        if (item instanceof AbstractFolder<?> folder) {
            return mark(folder).map(ManagedFolderProperty::owner);
        }
        if (item instanceof Job<?, ?> job) {
            return Optional.ofNullable(job.getProperty(ManagedJobProperty.class))
                    .map(ManagedJobProperty::owner);
        }
        return Optional.empty();
    }

    /** While a folder is loaded from a new document it has no properties at all. */
    private static Optional<ManagedFolderProperty> mark(AbstractFolder<?> folder) {
        return Optional.ofNullable(folder.getProperties())
                .map(properties -> properties.get(ManagedFolderProperty.class));
    }

    /** Makes an owner of what a file says, where anything may be missing. */
    static Owner of(String kind, String namespace, String name, String uid) {
        return new Owner(
                Objects.requireNonNullElse(kind, ""),
                Objects.requireNonNullElse(namespace, ""),
                Objects.requireNonNullElse(name, ""),
                Objects.requireNonNullElse(uid, ""));
    }
}
