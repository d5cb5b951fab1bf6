package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import io.jenkins.plugins.kubesphere.devops.engine.Branch;
import io.jenkins.plugins.kubesphere.devops.engine.Branch.ChangeRequest;
import io.jenkins.plugins.kubesphere.devops.engine.LatestBuild;
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
 * The job of a branch as lists show it, in the order of lists: the primary branch, then what was built last, then by name.
 *
 * @param head what the job builds; empty if somebody put the job there
 */
record BranchView(WorkflowJob job, Optional<SCMHead> head, boolean primary, Optional<LatestBuild> latest)
        implements Comparable<BranchView> {
    private static final Comparator<BranchView> ORDER = Comparator.comparing((BranchView view) -> !view.primary)
            .thenComparing(
                    view -> view.latest.map(LatestBuild::startedAt).orElse(Instant.MIN), Comparator.reverseOrder())
            .thenComparing(view -> view.job.getName());

    static BranchView of(WorkflowJob job) {
        return new BranchView(
                job,
                Branches.of(job).map(jenkins.branch.Branch::getHead),
                job.getAction(PrimaryInstanceMetadataAction.class) != null,
                LastBuild.of(job));
    }

    @Override
    public int compareTo(BranchView other) {
        return ORDER.compare(this, other);
    }

    boolean isRequest() {
        return head.filter(ChangeRequestSCMHead.class::isInstance).isPresent();
    }

    Branch asBranch() {
        return new Branch(
                job.getName(),
                head.map(SCMHead::getName).orElse(job.getName()),
                object(ObjectMetadataAction::getObjectUrl),
                primary,
                job.isDisabled() || Branches.isDead(job),
                Overviews.weather(job),
                JobParameters.of(job),
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
