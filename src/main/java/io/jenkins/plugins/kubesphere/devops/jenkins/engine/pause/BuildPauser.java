package io.jenkins.plugins.kubesphere.devops.jenkins.engine.pause;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Pauses a build between its steps and resumes it, as "Pause" and "Resume" on the page of a build do. Jenkins keeps
 * this in the program of the build, so it survives a restart.
 */
public final class BuildPauser {
    private BuildPauser() {}

    /** Returns whether somebody has paused the build. */
    public static boolean isPaused(WorkflowRun build) {
        return program(build).filter(CpsFlowExecution::isPaused).isPresent();
    }

    /**
     * Pauses or resumes the build, unless it is so already: Jenkins writes a line to the log each time.
     *
     * @return false if the build does not run its Jenkinsfile, or not yet
     */
    public static boolean setPaused(WorkflowRun build, boolean paused) {
        Optional<CpsFlowExecution> program = program(build);
        program.filter(found -> found.isPaused() != paused).ifPresent(found -> {
            try {
                found.pause(paused);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return program.isPresent();
    }

    private static Optional<CpsFlowExecution> program(WorkflowRun build) {
        return build.getExecution() instanceof CpsFlowExecution found && !found.isComplete()
                ? Optional.of(found)
                : Optional.empty();
    }
}
