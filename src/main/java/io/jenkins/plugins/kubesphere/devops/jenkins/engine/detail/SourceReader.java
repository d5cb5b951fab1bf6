package io.jenkins.plugins.kubesphere.devops.jenkins.engine.detail;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail.SourceBranch;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail.SourceRequest;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.BranchJobs;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.metadata.ContributorMetadataAction;
import jenkins.scm.api.metadata.ObjectMetadataAction;
import jenkins.scm.api.metadata.PrimaryInstanceMetadataAction;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Reads which branch or pull request the job of a branch builds. */
final class SourceReader {
    private SourceReader() {}

    static Optional<SourceBranch> branch(WorkflowJob job) {
        return head(job)
                .filter(head -> !(head instanceof ChangeRequestSCMHead))
                .map(head -> new SourceBranch(
                        metadata(job, ObjectMetadataAction::getObjectUrl),
                        job.getAction(PrimaryInstanceMetadataAction.class) != null));
    }

    static Optional<SourceRequest> request(WorkflowJob job) {
        return head(job)
                .filter(ChangeRequestSCMHead.class::isInstance)
                .map(ChangeRequestSCMHead.class::cast)
                .map(request -> new SourceRequest(
                        request.getId(),
                        Optional.ofNullable(job.getAction(ContributorMetadataAction.class))
                                .map(ContributorMetadataAction::getContributor)
                                .orElse(""),
                        metadata(job, ObjectMetadataAction::getObjectDisplayName),
                        metadata(job, ObjectMetadataAction::getObjectUrl)));
    }

    private static Optional<SCMHead> head(WorkflowJob job) {
        return BranchJobs.branchOf(job).map(jenkins.branch.Branch::getHead);
    }

    private static String metadata(WorkflowJob job, Function<ObjectMetadataAction, String> field) {
        ObjectMetadataAction action = job.getAction(ObjectMetadataAction.class);
        return action == null ? "" : Objects.requireNonNullElse(field.apply(action), "");
    }
}
