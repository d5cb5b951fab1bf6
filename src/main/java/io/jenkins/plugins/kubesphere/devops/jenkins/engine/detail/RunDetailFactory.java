package io.jenkins.plugins.kubesphere.devops.jenkins.engine.detail;

import hudson.model.Cause;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.cps.replay.ReplayAction;
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
                SourceReader.branch(build.getParent()),
                SourceReader.request(build.getParent()));
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
