package io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary;

import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob;
import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob.ChangeRequest;
import io.jenkins.plugins.kubesphere.devops.engine.summary.LastBuild;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.BranchJobs;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.metadata.ContributorMetadataAction;
import jenkins.scm.api.metadata.ObjectMetadataAction;
import jenkins.scm.api.metadata.PrimaryInstanceMetadataAction;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * Reads what a list shows of a branch job. The list is sorted: the primary branch first, then the most recently built
 * branch, then by name.
 *
 * @param head the branch, tag or pull request that the job builds; empty if a person added the job
 */
public record BranchListEntry(WorkflowJob job, Optional<SCMHead> head, boolean primary, Optional<LastBuild> latest)
        implements Comparable<BranchListEntry> {
    private static final Comparator<BranchListEntry> ORDER = Comparator.comparing(
                    (BranchListEntry view) -> !view.primary)
            .thenComparing(view -> view.latest.map(LastBuild::startedAt).orElse(Instant.MIN), Comparator.reverseOrder())
            .thenComparing(view -> view.job.getName());

    public static BranchListEntry of(WorkflowJob job) {
        return new BranchListEntry(
                job,
                BranchJobs.of(job).map(jenkins.branch.Branch::getHead),
                job.getAction(PrimaryInstanceMetadataAction.class) != null,
                LastBuildReader.of(job));
    }

    @Override
    public int compareTo(BranchListEntry other) {
        return ORDER.compare(this, other);
    }

    public boolean isRequest() {
        return head.filter(ChangeRequestSCMHead.class::isInstance).isPresent();
    }

    public BranchJob asBranch() {
        return new BranchJob(
                job.getName(),
                head.map(SCMHead::getName).orElse(job.getName()),
                object(ObjectMetadataAction::getObjectUrl),
                primary,
                job.isDisabled() || BranchJobs.isDead(job),
                JobSummaryFactory.weather(job),
                JobParameterReader.of(job),
                request(),
                latest);
    }

    private Optional<ChangeRequest> request() {
        return head.filter(ChangeRequestSCMHead.class::isInstance)
                .map(ChangeRequestSCMHead.class::cast)
                .map(request -> new ChangeRequest(
                        request.getId(),
                        Optional.ofNullable(job.getAction(ContributorMetadataAction.class))
                                .map(ContributorMetadataAction::getContributor)
                                .orElse(""),
                        object(ObjectMetadataAction::getObjectDisplayName),
                        object(ObjectMetadataAction::getObjectUrl)));
    }

    private String object(Function<ObjectMetadataAction, String> field) {
        ObjectMetadataAction action = job.getAction(ObjectMetadataAction.class);
        return action == null ? "" : Objects.requireNonNullElse(field.apply(action), "");
    }
}
