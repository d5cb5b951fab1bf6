package io.jenkins.plugins.kubesphere.devops.engine.json;

import io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata;
import io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata.BranchLocation;
import io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata.LatestRun;
import io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata.PullRequest;
import io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata.StartCause;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesTime;
import io.jenkins.plugins.kubesphere.devops.api.text.TextTruncator;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob;
import io.jenkins.plugins.kubesphere.devops.engine.summary.LastBuild;

/** Converts a branch of a job to the JSON that ks-devops writes for it. */
public final class BranchMetadataConverter {
    private static final int MAX_CAUSE_LENGTH = 200;

    private BranchMetadataConverter() {}

    /** Returns the branch as clients read it. */
    public static BranchMetadata convert(BranchJob branch) {
        boolean hasLocation = branch.primary()
                || branch.changeRequest().isEmpty() && !branch.url().isEmpty();
        return new BranchMetadata(
                branch.name(),
                branch.rawName(),
                branch.weatherScore(),
                branch.disabled(),
                branch.lastBuild().map(build -> latestRun(branch.name(), build)).orElse(null),
                hasLocation ? new BranchLocation(branch.url(), branch.primary()) : null,
                branch.changeRequest()
                        .map(request -> new PullRequest(request.id(), request.author(), request.title(), request.url()))
                        .orElse(null),
                ParameterMetadataConverter.convertWithJenkinsTypes(branch.parameters()));
    }

    private static LatestRun latestRun(String jobName, LastBuild build) {
        return new LatestRun(
                build.causes().stream()
                        .map(cause -> new StartCause(TextTruncator.truncate(cause, MAX_CAUSE_LENGTH)))
                        .toList(),
                build.endedAt().map(KubernetesTime::format).orElse(null),
                build.endedAt()
                        .map(end -> end.toEpochMilli() - build.startedAt().toEpochMilli())
                        .orElse(null),
                KubernetesTime.format(build.startedAt()),
                Integer.toString(build.number()),
                jobName,
                // These are the words of Blue Ocean, whose JSON format ks-devops uses.
                build.result() == RunResult.NONE ? "UNKNOWN" : build.result().name(),
                build.endedAt().isPresent() ? "FINISHED" : "RUNNING");
    }
}
