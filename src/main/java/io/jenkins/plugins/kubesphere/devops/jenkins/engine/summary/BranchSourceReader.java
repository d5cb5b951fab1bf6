package io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary;

import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob.ChangeRequest;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.BranchJobs;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import jenkins.branch.Branch;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.metadata.ContributorMetadataAction;
import jenkins.scm.api.metadata.ObjectMetadataAction;
import jenkins.scm.api.metadata.PrimaryInstanceMetadataAction;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Reads what the last scan has found out about the branch or pull request that a job builds. */
public final class BranchSourceReader {
    private BranchSourceReader() {}

    /** Returns the branch, tag or pull request; empty if the job is none of a branch, or a person added it. */
    public static Optional<SCMHead> head(WorkflowJob job) {
        return BranchJobs.branchOf(job).map(Branch::getHead);
    }

    /** Whether the server says that this is the main branch of the repository. */
    public static boolean isPrimary(WorkflowJob job) {
        return job.getAction(PrimaryInstanceMetadataAction.class) != null;
    }

    /** Returns the page of the branch or request on its server; an empty text if it is not known. */
    public static String url(WorkflowJob job) {
        return metadata(job, ObjectMetadataAction::getObjectUrl);
    }

    /** Returns the pull or merge request; empty if the job builds none. */
    public static Optional<ChangeRequest> changeRequest(WorkflowJob job) {
        return head(job)
                .filter(ChangeRequestSCMHead.class::isInstance)
                .map(ChangeRequestSCMHead.class::cast)
                .map(request -> new ChangeRequest(
                        request.getId(),
                        Optional.ofNullable(job.getAction(ContributorMetadataAction.class))
                                .map(ContributorMetadataAction::getContributor)
                                .orElse(""),
                        metadata(job, ObjectMetadataAction::getObjectDisplayName),
                        url(job)));
    }

    private static String metadata(WorkflowJob job, Function<ObjectMetadataAction, String> field) {
        ObjectMetadataAction action = job.getAction(ObjectMetadataAction.class);
        return action == null ? "" : Objects.requireNonNullElse(field.apply(action), "");
    }
}
