package io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary;

import hudson.model.Cause;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.summary.LastBuild;
import java.time.Instant;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Reads what a list shows of the last build of a job. May read a file. */
public final class LastBuildReader {
    private static final int MAX_CAUSES = 3;

    private LastBuildReader() {}

    public static Optional<LastBuild> read(WorkflowJob job) {
        return Optional.ofNullable(job.getLastBuild()).map(LastBuildReader::read);
    }

    private static LastBuild read(WorkflowRun build) {
        Instant started = Instant.ofEpochMilli(build.getStartTimeInMillis());
        boolean ended = !build.isLogUpdated();
        return new LastBuild(
                build.getNumber(),
                ended ? BuildResults.of(build) : RunResult.NONE,
                started,
                ended ? Optional.of(started.plusMillis(Math.max(0, build.getDuration()))) : Optional.empty(),
                build.getCauses().stream()
                        .limit(MAX_CAUSES)
                        .map(Cause::getShortDescription)
                        .toList());
    }
}
