package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.AbstractItem;
import hudson.model.ItemGroup;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.kubesphere.devops.engine.EngineFailureException;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/** Finds items. Every caller must run as SYSTEM. */
public final class ItemLookup {
    private static final Duration DELETION_TIMEOUT = Duration.ofSeconds(5);
    private static final int POLL_MILLIS = 10;

    private ItemLookup() {}

    static Optional<TopLevelItem> topLevel(String name) {
        return Optional.ofNullable(Jenkins.get().getItem(name)).filter(item -> !isDeleted(item));
    }

    static Optional<Folder> folder(String name) {
        return topLevel(name).filter(Folder.class::isInstance).map(Folder.class::cast);
    }

    static Optional<TopLevelItem> itemIn(Folder folder, String name) {
        return Optional.ofNullable(folder.getItem(name)).filter(item -> !isDeleted(item));
    }

    /**
     * Whether the files of the item are already deleted. Jenkins still returns such an item until it removes the item
     * from its list.
     */
    private static boolean isDeleted(TopLevelItem item) {
        return item instanceof AbstractItem found && !found.getConfigFile().exists();
    }

    /**
     * Waits until Jenkins has removed a deleted item, so that its name is free.
     *
     * @param lookup returns the item that Jenkins has under the name, or null
     */
    static void awaitDeletion(Supplier<TopLevelItem> lookup) {
        Deadline deadline = Deadline.after(DELETION_TIMEOUT);
        for (TopLevelItem item = lookup.get(); item != null && isDeleted(item); item = lookup.get()) {
            if (deadline.hasPassed()) {
                throw new EngineFailureException("\"" + item.getFullName()
                        + "\" is still being deleted in Jenkins; it is created again after that");
            }
            PollDelay.sleep(POLL_MILLIS);
        }
    }

    /**
     * The item of a pipeline: a job, or a multi-branch project. It must belong to the pipeline, and its folder to a
     * project. Otherwise whoever may create resources in a namespace could build and delete the jobs of a folder that
     * only has the same name.
     */
    public static Optional<AbstractItem> pipelineItem(JobName name) {
        return folder(name.folder())
                .filter(ItemOwnership::isProjectFolder)
                .flatMap(folder -> itemIn(folder, name.job()))
                .filter(item -> item instanceof WorkflowJob || item instanceof WorkflowMultiBranchProject)
                .filter(item -> ItemOwnership.pipelineOf(item)
                        .filter(name.withoutBranch()::equals)
                        .isPresent())
                .map(AbstractItem.class::cast);
    }

    public static Optional<WorkflowMultiBranchProject> multiBranchProject(JobName name) {
        return pipelineItem(name)
                .filter(WorkflowMultiBranchProject.class::isInstance)
                .map(WorkflowMultiBranchProject.class::cast);
    }

    /** The directory that an item of this name has or would have. */
    static Path directoryOf(ItemGroup<?> parent, String name) {
        File root = parent instanceof AbstractItem item
                ? item.getRootDir()
                : Jenkins.get().getRootDir();
        return root.toPath().resolve("jobs").resolve(name);
    }

    /** The job that has the builds. In a multi-branch project it is the job of the branch. */
    public static Optional<WorkflowJob> job(JobName name) {
        return pipelineItem(name).flatMap(item -> jobOf(item, name));
    }

    /**
     * The job that has the builds.
     *
     * @param pipelineItem the item of the pipeline, also if a person moved it
     */
    public static Optional<WorkflowJob> jobOf(AbstractItem pipelineItem, JobName name) {
        return pipelineItem instanceof WorkflowMultiBranchProject project
                ? BranchJobs.find(project, name.branch())
                : Optional.of((WorkflowJob) pipelineItem);
    }
}
