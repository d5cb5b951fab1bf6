package io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary;

import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob;
import io.jenkins.plugins.kubesphere.devops.engine.summary.LastBuild;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.BranchJobs;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * One row of a list of branch jobs. The rows are sorted: the primary branch first, then the most recently built
 * branch, then by name.
 *
 * @param head the branch, tag or pull request that the job builds; empty if a person added the job
 */
public record SortableBranchJob(WorkflowJob job, Optional<SCMHead> head, boolean primary, Optional<LastBuild> lastBuild)
        implements Comparable<SortableBranchJob> {
    private static final Comparator<SortableBranchJob> ORDER = Comparator.comparing(
                    (SortableBranchJob entry) -> !entry.primary)
            .thenComparing(
                    entry -> entry.lastBuild.map(LastBuild::startedAt).orElse(Instant.MIN), Comparator.reverseOrder())
            .thenComparing(entry -> entry.job.getName());

    public static SortableBranchJob read(WorkflowJob job) {
        return new SortableBranchJob(
                job, BranchSourceReader.head(job), BranchSourceReader.isPrimary(job), LastBuildReader.read(job));
    }

    @Override
    public int compareTo(SortableBranchJob other) {
        return ORDER.compare(this, other);
    }

    public boolean isChangeRequest() {
        return head.filter(ChangeRequestSCMHead.class::isInstance).isPresent();
    }

    public BranchJob toBranchJob() {
        return new BranchJob(
                job.getName(),
                head.map(SCMHead::getName).orElse(job.getName()),
                BranchSourceReader.url(job),
                primary,
                job.isDisabled() || BranchJobs.isDead(job),
                JobSummaryFactory.healthScore(job),
                JobParameterReader.read(job),
                BranchSourceReader.changeRequest(job),
                lastBuild);
    }
}
