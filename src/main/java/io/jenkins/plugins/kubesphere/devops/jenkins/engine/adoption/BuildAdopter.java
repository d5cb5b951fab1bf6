package io.jenkins.plugins.kubesphere.devops.jenkins.engine.adoption;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.buildfile.RunFile;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.graph.RunGraphRegistry;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener.RunGraphListener;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Binds a build that ks-devops or a person started to its run. ks-devops writes only the number of the build on the
 * run, and nothing on the build. So a build whose start does not fit the run is refused: its job was created again and
 * counts from 1, or a backup was restored.
 */
public final class BuildAdopter {
    /** How much earlier than its run a build may start: clocks differ, and some runs are created after their build. */
    private static final Duration MAX_EARLIER = Duration.ofHours(1);

    /** How long a build may wait in the queue after its run was created. */
    private static final Duration MAX_LATER = Duration.ofDays(1);

    private BuildAdopter() {}

    /**
     * Binds the build with this number to the run.
     *
     * @param createdAt about when the build started: when the run was created, or the start that was recorded
     * @return false if there is no such build, if its start does not fit, or if it belongs to a run already
     */
    public static synchronized boolean adopt(WorkflowJob job, PipelineRunRef run, int number, Instant createdAt) {
        Optional<WorkflowRun> build = Optional.ofNullable(job.getBuildByNumber(number))
                .filter(found -> PipelineRunAction.findOrRestoreRun(found).isEmpty())
                .filter(found -> canBeStartedFor(createdAt, Instant.ofEpochMilli(found.getStartTimeInMillis())));
        build.ifPresent(found -> adopt(found, run));
        return build.isPresent();
    }

    static boolean canBeStartedFor(Instant createdAt, Instant startedAt) {
        return !startedAt.isBefore(createdAt.minus(MAX_EARLIER)) && !startedAt.isAfter(createdAt.plus(MAX_LATER));
    }

    private static void adopt(WorkflowRun build, PipelineRunRef run) {
        // First the file: with it, the build belongs to the run in each later process, too.
        RunFile.write(build, run);
        PipelineRunAction.findOrRestoreRun(build);
        if (build.isLogUpdated()) {
            RunRegistry.get().activeBuilds().markRunning(run, build);
            // Nobody followed its graph, because it belonged to no run when it started.
            RunGraphListener.follow(build);
            if (!build.isLogUpdated()) {
                // It ended meanwhile, and nobody else removes it.
                RunRegistry.get().activeBuilds().remove(run, build);
                RunGraphRegistry.get().end(build);
            }
        }
        RunRegistry.get().builds().add(run, build);
    }
}
