package io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary;

import hudson.model.Cause;
import io.jenkins.plugins.kubesphere.devops.api.ShortText;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Result;
import io.jenkins.plugins.kubesphere.devops.engine.summary.LatestBuild;
import java.time.Instant;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Reads the last build of a job for a list. May read a file. */
public final class LatestBuildReader {
    private static final int MOST_CAUSES = 3;
    private static final int LONGEST = 200;

    private LatestBuildReader() {}

    public static Optional<LatestBuild> of(WorkflowJob job) {
        return Optional.ofNullable(job.getLastBuild()).map(LatestBuildReader::of);
    }

    private static LatestBuild of(WorkflowRun build) {
        Instant started = Instant.ofEpochMilli(build.getStartTimeInMillis());
        boolean over = !build.isLogUpdated();
        return new LatestBuild(
                build.getNumber(),
                over ? BuildResults.of(build) : Result.NONE,
                started,
                over ? Optional.of(started.plusMillis(Math.max(0, build.getDuration()))) : Optional.empty(),
                build.getCauses().stream()
                        .limit(MOST_CAUSES)
                        .map(Cause::getShortDescription)
                        .map(cause -> ShortText.of(cause, LONGEST))
                        .toList());
    }
}
