package io.jenkins.plugins.kubesphere.devops.jenkins.engine.origin;

import io.jenkins.plugins.kubesphere.devops.engine.build.BuildRef;
import io.jenkins.plugins.kubesphere.devops.engine.build.UnboundBuild;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import java.time.Instant;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Finds the builds of a job that belong to no run. */
public final class UnboundBuildFinder {
    private UnboundBuildFinder() {}

    /**
     * Reads the newest builds of a job.
     *
     * @param since returns from when on the builds of a job or branch are listed
     * @param max how many builds are read, with or without a run
     * @return the oldest build first
     */
    public static List<BuildRef> list(WorkflowJob job, Function<JobName, Instant> since, int max) {
        return BuildRefFactory.findJob(job)
                .map(name -> list(job, name, since.apply(name), max))
                .orElse(List.of());
    }

    private static List<BuildRef> list(WorkflowJob job, JobName name, Instant since, int max) {
        LinkedList<BuildRef> found = new LinkedList<>();
        WorkflowRun build = job.getLastBuild();
        for (int i = 0; i < max && build != null && !startOf(build).isBefore(since); i++) {
            if (isUnbound(build)) {
                found.addFirst(new BuildRef(name, build.getNumber()));
            }
            build = build.getPreviousBuild();
        }
        return List.copyOf(found);
    }

    /** Reads a build; empty if it does not exist or belongs to a run. */
    public static Optional<UnboundBuild> find(WorkflowJob job, BuildRef name) {
        return Optional.ofNullable(job.getBuildByNumber(name.number()))
                .filter(UnboundBuildFinder::isUnbound)
                .map(build -> new UnboundBuild(
                        name,
                        startOf(build),
                        BuildTriggerReader.readTrigger(build),
                        BuildTriggerReader.readUser(build),
                        ReplayCauseReader.read(build),
                        ImportableParameterReader.read(build)));
    }

    /** A build that has no program yet is not on the disk: a crash would lose it. */
    private static boolean isUnbound(WorkflowRun build) {
        return (build.getExecution() != null || !build.isLogUpdated())
                && PipelineRunAction.findOrRestoreRun(build).isEmpty();
    }

    private static Instant startOf(WorkflowRun build) {
        return Instant.ofEpochMilli(build.getStartTimeInMillis());
    }
}
