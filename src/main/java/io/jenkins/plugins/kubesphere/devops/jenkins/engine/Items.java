package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.AbstractItem;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/** Finds items, as SYSTEM: every caller has entered that already. */
final class Items {
    private Items() {}

    static Optional<TopLevelItem> topLevel(String name) {
        return Optional.ofNullable(Jenkins.get().getItem(name));
    }

    static Optional<Folder> folder(String name) {
        return topLevel(name).filter(Folder.class::isInstance).map(Folder.class::cast);
    }

    static Optional<TopLevelItem> in(Folder folder, String name) {
        return Optional.ofNullable(folder.getItem(name));
    }

    /** Gives what a pipeline has: a job, or a multi-branch project. */
    static Optional<AbstractItem> ofPipeline(JobName name) {
        return folder(name.folder())
                .flatMap(folder -> in(folder, name.job()))
                .filter(item -> item instanceof WorkflowJob || item instanceof WorkflowMultiBranchProject)
                .map(AbstractItem.class::cast);
    }

    static Optional<WorkflowMultiBranchProject> project(JobName name) {
        return ofPipeline(name)
                .filter(WorkflowMultiBranchProject.class::isInstance)
                .map(WorkflowMultiBranchProject.class::cast);
    }

    /** Gives the job that builds: of a multi-branch project that of the branch. */
    static Optional<WorkflowJob> job(JobName name) {
        return ofPipeline(name)
                .flatMap(item -> item instanceof WorkflowMultiBranchProject project
                        ? Branches.find(project, name.branch())
                        : Optional.of((WorkflowJob) item));
    }

    /** Looks no name up that Jenkins would not give an item: {@code getItem} follows some of them elsewhere. */
    static void checkName(String what, String name) {
        try {
            Jenkins.checkGoodName(name);
        } catch (Failure e) {
            throw invalidName(what, name, e);
        }
    }

    static EngineRefusal invalidName(String what, String name, Failure failure) {
        return new EngineRefusal(
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
            throw new EngineRefusal(
                    Reason.NOT_OURS,
                    "\"" + path + "\" exists in Jenkins and is no " + what + " that " + owner + " can have ("
                            + item.getClass().getSimpleName() + "); rename or delete it there");
        }
        Optional<Owner> current = Owners.of(item);
        if (current.filter(owner::sameResource).isEmpty() && !adopt) {
            throw new EngineRefusal(
                    Reason.NOT_OURS,
                    "The " + what + " \"" + path + "\" exists in Jenkins and belongs to "
                            + current.map(Owner::toString).orElse("nobody that we know") + ", not to " + owner
                            + "; rename or delete it there, or annotate " + owner + " with " + Annotations.ADOPT
                            + "=true to take it over");
        }
    }
}
