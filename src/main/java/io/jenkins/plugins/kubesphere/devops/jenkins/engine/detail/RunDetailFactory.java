package io.jenkins.plugins.kubesphere.devops.jenkins.engine.detail;

import hudson.model.Cause;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail.SourceBranch;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail.SourceRequest;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary.BranchSourceReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import org.jenkinsci.plugins.workflow.cps.replay.ReplayAction;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Reads the details of a build, as Blue Ocean shows them. */
public final class RunDetailFactory {
    private RunDetailFactory() {}

    public static RunDetail create(WorkflowRun build) {
        return new RunDetail(
                build.getParent().getName(),
                build.getCauses().stream()
                        .map(Cause::getShortDescription)
                        .filter(Objects::nonNull)
                        .toList(),
                Optional.of(build.getDisplayName()).filter(name -> !name.equals("#" + build.getNumber())),
                Optional.ofNullable(build.getDescription()),
                Optional.of(Instant.ofEpochMilli(build.getTimeInMillis())),
                estimatedDuration(build),
                build.isBuilding() ? Optional.empty() : Optional.ofNullable(build.getBuildStatusSummary().message),
                isReplayable(build),
                build.getHasArtifacts()
                        ? Optional.of("/" + build.getUrl() + "artifact/*zip*/archive.zip")
                        : Optional.empty(),
                CommitReader.read(build),
                ChangeReader.read(build),
                branch(build.getParent()),
                BranchSourceReader.changeRequest(build.getParent())
                        .map(request ->
                                new SourceRequest(request.id(), request.author(), request.title(), request.url())));
    }

    private static Optional<SourceBranch> branch(WorkflowJob job) {
        return BranchSourceReader.head(job)
                .filter(head -> !(head instanceof ChangeRequestSCMHead))
                .map(head -> new SourceBranch(BranchSourceReader.url(job), BranchSourceReader.isPrimary(job)));
    }

    /** Jenkins says -1 if the job has no build to compare with. */
    private static Optional<Duration> estimatedDuration(WorkflowRun build) {
        long millis = build.getEstimatedDuration();
        return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    private static boolean isReplayable(WorkflowRun build) {
        ReplayAction replay = build.getAction(ReplayAction.class);
        return replay != null && replay.isRebuildEnabled();
    }
}
