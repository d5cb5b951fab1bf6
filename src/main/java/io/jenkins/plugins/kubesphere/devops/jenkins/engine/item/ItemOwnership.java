package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.AbstractItem;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import java.util.Objects;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/**
 * Says which resource an item belongs to. {@link OwnerFile} decides; the properties {@link ManagedFolderProperty} and
 * {@link ManagedJobProperty} in config.xml only hold what this plugin wrote into the item.
 */
public final class ItemOwnership {
    private ItemOwnership() {}

    /**
     * The resource that manages the item; empty if none does. An item that a person renamed or moved still has its
     * file, but has no owner until it is moved back.
     */
    public static Optional<Owner> ownerOf(Item item) {
        return content(item)
                .filter(found -> found.path().equals(item.getFullName()))
                .map(OwnerFile.Content::owner);
    }

    /** The pipeline to which the item belongs, as its job or as the job of one of its branches. */
    public static Optional<JobName> pipelineOf(Item item) {
        Item managed = BranchJobs.isBranchJob(item) ? (Item) item.getParent() : item;
        return isPipelineItem(managed)
                ? ownerOf(managed).map(owner -> new JobName(owner.namespace(), owner.name()))
                : Optional.empty();
    }

    /** Whether the item is the folder of a project. */
    public static boolean isProjectFolder(Item item) {
        return item instanceof Folder && ownerOf(item).filter(Owner::isProject).isPresent();
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

    /** The full name that the item must have; empty if it belongs to no resource. */
    static Optional<String> expectedPath(Item item) {
        return content(item).map(OwnerFile.Content::path);
    }

    /** The resource that the item belongs to, also if a person moved the item. */
    static Optional<Owner> recordedOwner(Item item) {
        return content(item).map(OwnerFile.Content::owner);
    }

    private static Optional<OwnerFile.Content> content(Item item) {
        return item instanceof AbstractItem found ? OwnerFile.read(found) : Optional.empty();
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
