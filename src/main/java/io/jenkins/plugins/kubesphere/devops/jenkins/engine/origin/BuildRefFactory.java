package io.jenkins.plugins.kubesphere.devops.jenkins.engine.origin;

import io.jenkins.plugins.kubesphere.devops.engine.build.BuildRef;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.BranchJobs;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import java.util.Optional;
import jenkins.branch.Branch;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Names the builds of managed pipelines. */
public final class BuildRefFactory {
    private BuildRefFactory() {}

    /** Returns the name of the build; empty if it belongs to no managed pipeline, or if its job was moved away. */
    public static Optional<BuildRef> find(WorkflowRun build) {
        WorkflowJob job = build.getParent();
        return findJob(job).map(name -> new BuildRef(name, build.getNumber()));
    }

    /** Returns the name of the job or branch; empty if it belongs to no managed pipeline, or was moved away. */
    static Optional<JobName> findJob(WorkflowJob job) {
        return ItemOwnership.pipelineOf(job).map(pipeline -> jobName(pipeline, job));
    }

    private static JobName jobName(JobName pipeline, WorkflowJob job) {
        return BranchJobs.isBranchJob(job)
                ? pipeline.withBranch(
                        BranchJobs.branchOf(job).map(Branch::getName).orElseGet(job::getName))
                : pipeline;
    }
}
