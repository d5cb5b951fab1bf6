package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import java.util.Objects;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/**
 * Reads which resource an item belongs to. The property {@link ManagedFolderProperty} or {@link ManagedJobProperty} of
 * an item is the mark of its owner.
 */
public final class ItemOwnership {
    private ItemOwnership() {}

    /**
     * The resource that manages the item; empty if none does. An item that a person renamed or moved still has its
     * mark, but has no owner until it is moved back.
     */
    public static Optional<Owner> ownerOf(Item item) {
        return expectedPath(item).filter(item.getFullName()::equals).flatMap(path -> markedOwner(item));
    }

    /** The pipeline to which the item belongs, as its job or as the job of one of its branches. */
    public static Optional<JobName> pipelineOf(Item item) {
        Item managed = BranchJobs.isBranchJob(item) ? (Item) item.getParent() : item;
        return isPipelineItem(managed)
                ? ownerOf(managed).map(owner -> new JobName(owner.namespace(), owner.name()))
                : Optional.empty();
    }

    /**
     * The expected full name of the pipeline's job, if a person moved the job. The item is that job or one of its
     * branches.
     */
    public static Optional<String> expectedPathIfMoved(Item item) {
        Item managed = BranchJobs.isBranchJob(item) ? (Item) item.getParent() : item;
        return expectedPath(managed).filter(path -> !path.equals(managed.getFullName()));
    }

    /** True for the item of a pipeline. For Jenkins, a multi-branch project is a folder. */
    private static boolean isPipelineItem(Item item) {
        return item instanceof Job || item instanceof WorkflowMultiBranchProject;
    }

    /** The full name that an item with this mark must have. */
    static Optional<String> expectedPath(Item item) {
        if (item instanceof AbstractFolder<?> folder) {
            return mark(folder).map(ManagedFolderProperty::expectedPath);
        }
        return markedOwner(item).map(owner -> owner.namespace() + "/" + owner.name());
    }

    /** The resource that the item's mark names, also if a person moved the item. */
    static Optional<Owner> markedOwner(Item item) {
        if (item instanceof AbstractFolder<?> folder) {
            return mark(folder).map(ManagedFolderProperty::owner);
        }
        if (item instanceof Job<?, ?> job) {
            return Optional.ofNullable(job.getProperty(ManagedJobProperty.class))
                    .map(ManagedJobProperty::owner);
        }
        return Optional.empty();
    }

    /** A folder's list of properties is null while Jenkins loads the folder from a new document. */
    private static Optional<ManagedFolderProperty> mark(AbstractFolder<?> folder) {
        return Optional.ofNullable(folder.getProperties())
                .map(properties -> properties.get(ManagedFolderProperty.class));
    }

    /** Creates an owner from the fields of a file, where each field may be missing. */
    static Owner toOwner(String kind, String namespace, String name, String uid) {
        return new Owner(
                Objects.requireNonNullElse(kind, ""),
                Objects.requireNonNullElse(namespace, ""),
                Objects.requireNonNullElse(name, ""),
                Objects.requireNonNullElse(uid, ""));
    }
}
