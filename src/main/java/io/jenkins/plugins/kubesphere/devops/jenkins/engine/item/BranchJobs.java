package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import hudson.model.Item;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.branch.Branch;
import jenkins.branch.NameEncoder;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.BranchJobProperty;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/** Finds the jobs of the branches of a multi-branch project. */
public final class BranchJobs {
    private BranchJobs() {}

    /**
     * Finds the job of a branch.
     *
     * @param branch one of: the name of the job ({@code feat%2Fx}); the name of the branch ({@code feat/x}); the name
     *     of the branch, encoded for a URL in another way than Jenkins does. Tried in this order; the first job that
     *     exists is returned
     */
    public static Optional<WorkflowJob> find(WorkflowMultiBranchProject project, String branch) {
        return branch.isEmpty()
                ? Optional.empty()
                : Stream.of(branch, NameEncoder.encode(branch), NameEncoder.encode(JobName.decodeBranch(branch)))
                        .flatMap(name -> named(project, name).stream())
                        .findFirst();
    }

    /** Checks the name again, because Jenkins ignores case and decodes the name before it looks for the job. */
    private static Optional<WorkflowJob> named(WorkflowMultiBranchProject project, String name) {
        return Optional.ofNullable(project.getItem(name))
                .filter(job -> job.getName().equals(name));
    }

    /** True for the job of a branch, also if its project does not belong to this plugin. */
    public static boolean isBranchJob(Item item) {
        return item instanceof WorkflowJob job && job.getParent() instanceof WorkflowMultiBranchProject;
    }

    /** The branch of a job, as the project knows it. */
    public static Optional<Branch> branchOf(WorkflowJob job) {
        return Optional.ofNullable(job.getProperty(BranchJobProperty.class)).map(BranchJobProperty::getBranch);
    }

    /** True if the branch was deleted and Jenkins keeps its job for its builds. */
    public static boolean isDead(WorkflowJob job) {
        return branchOf(job).filter(Branch.Dead.class::isInstance).isPresent();
    }
}
