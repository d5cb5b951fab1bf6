package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.AbstractItem;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/** Finds items, as SYSTEM: every caller has entered that already. */
public final class ItemLookup {
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(5);
    private static final int LOOK_MILLIS = 10;

    private ItemLookup() {}

    static Optional<TopLevelItem> topLevel(String name) {
        return Optional.ofNullable(Jenkins.get().getItem(name)).filter(item -> !isDeleted(item));
    }

    static Optional<Folder> folder(String name) {
        return topLevel(name).filter(Folder.class::isInstance).map(Folder.class::cast);
    }

    static Optional<TopLevelItem> in(Folder folder, String name) {
        return Optional.ofNullable(folder.getItem(name)).filter(item -> !isDeleted(item));
    }

    /** Jenkins tells of a deletion after the item's files are gone, and before it forgets the item. */
    private static boolean isDeleted(TopLevelItem item) {
        return item instanceof AbstractItem found && !found.getConfigFile().exists();
    }

    /**
     * Waits until a name is free whose item has been deleted.
     *
     * @param look finds the item as Jenkins knows it
     */
    static void awaitForgotten(Supplier<TopLevelItem> look) {
        Instant end = Instant.now().plus(FORGOTTEN_AFTER);
        for (TopLevelItem item = look.get(); item != null && isDeleted(item); item = look.get()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(
                        "\"" + item.getFullName() + "\" is still being deleted in Jenkins; it is made anew after that");
            }
            Polling.sleep(LOOK_MILLIS);
        }
    }

    /** Gives what a pipeline has: a job, or a multi-branch project. */
    public static Optional<AbstractItem> ofPipeline(JobName name) {
        return folder(name.folder())
                .flatMap(folder -> in(folder, name.job()))
                .filter(item -> item instanceof WorkflowJob || item instanceof WorkflowMultiBranchProject)
                .map(AbstractItem.class::cast);
    }

    public static Optional<WorkflowMultiBranchProject> project(JobName name) {
        return ofPipeline(name)
                .filter(WorkflowMultiBranchProject.class::isInstance)
                .map(WorkflowMultiBranchProject.class::cast);
    }

    /** Gives the job that builds: of a multi-branch project that of the branch. */
    public static Optional<WorkflowJob> job(JobName name) {
        return ofPipeline(name).flatMap(item -> builder(item, name));
    }

    /** Gives the job that builds, of what a pipeline has wherever that is. */
    public static Optional<WorkflowJob> builder(AbstractItem ofPipeline, JobName name) {
        return ofPipeline instanceof WorkflowMultiBranchProject project
                ? BranchJobs.find(project, name.branch())
                : Optional.of((WorkflowJob) ofPipeline);
    }

    /** Looks no name up that Jenkins would not give an item: {@code getItem} follows some of them elsewhere. */
    static void checkName(String what, String name) {
        try {
            Jenkins.checkGoodName(name);
        } catch (Failure e) {
            throw invalidName(what, name, e);
        }
    }

    static EngineRefusalException invalidName(String what, String name, Failure failure) {
        return new EngineRefusalException(
                Reason.INVALID_NAME,
                "Jenkins does not take \"" + name + "\" as the name of a " + what + ": " + failure.getMessage());
    }

    /**
     * Refuses if an item is not the owner's.
     *
     * @param what {@code folder} or {@code job}
     * @param path where it is, as users write it
     * @param expected whether the item is of the type that the owner needs
     */
    static void checkOwner(String what, String path, Item item, boolean expected, Owner owner, boolean adopt) {
        if (!expected) {
            throw new EngineRefusalException(
                    Reason.OWNED_BY_OTHER,
                    "\"" + path + "\" exists in Jenkins and is no " + what + " that " + owner + " can have ("
                            + item.getClass().getSimpleName() + "); rename or delete it there");
        }
        Optional<Owner> current = ItemOwnership.of(item);
        if (current.filter(owner::sameResource).isEmpty() && !adopt) {
            throw new EngineRefusalException(
                    Reason.OWNED_BY_OTHER,
                    "The " + what + " \"" + path + "\" exists in Jenkins and belongs to "
                            + current.map(Owner::toString).orElse("nobody that we know") + ", not to " + owner
                            + "; rename or delete it there, or annotate " + owner + " with " + Annotations.ADOPT
                            + "=true to take it over");
        }
    }
}
