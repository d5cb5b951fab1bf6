package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.Queue;
import io.jenkins.plugins.kubesphere.devops.engine.run.DeletedBuild;
import java.time.Instant;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Says where a run is in Jenkins. A run moves from the queue over {@link LeftQueue} to its build, or is cancelled in
 * the queue. If Jenkins loses the queue item, or the build before its first step, the run has no location, and can be
 * started again; then it is in the queue again.
 */
public sealed interface RunLocation {

    /** The run is in the queue. */
    record Queued(Queue.Item item) implements RunLocation {}

    /** The run has left the queue to be built, and its build is not known yet. */
    record LeftQueue() implements RunLocation {}

    /** The run was cancelled in the queue and has no build. */
    record Cancelled(Instant at) implements RunLocation {}

    /**
     * The run has a build that ended before its first step, because a crash destroyed its program. The run can be
     * started again.
     */
    record LostBeforeFirstStep(WorkflowRun build) implements RunLocation {
        @Override
        public Optional<WorkflowRun> findBuild() {
            return Optional.of(build);
        }
    }

    /** The run had a build, which somebody else than this plugin deleted. The run must not be built again. */
    record BuildDeleted(DeletedBuild build) implements RunLocation {}

    /** The run has a build. */
    record Built(WorkflowRun build) implements RunLocation {
        @Override
        public Optional<WorkflowRun> findBuild() {
            return Optional.of(build);
        }
    }

    /** Returns the build of the run; empty if it has none. */
    default Optional<WorkflowRun> findBuild() {
        return Optional.empty();
    }
}
