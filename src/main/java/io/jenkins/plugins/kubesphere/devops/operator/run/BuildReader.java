package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.Result;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Reads from the engine how the build of a run is. */
final class BuildReader {
    private static final Logger LOGGER = Logger.getLogger(BuildReader.class.getName());

    private final Engine engine;
    private final RunJobs jobs;

    BuildReader(Engine engine, RunJobs jobs) {
        this.engine = engine;
        this.jobs = jobs;
    }

    /** Gives the run as the engine knows it; empty if it does not. */
    Optional<RunSnapshot> find(PipelineRun run) {
        return engine.find(jobs.whereBuilt(run), RunMarks.ref(run));
    }

    /**
     * Gives what that means. The end of a build that did not succeed is told with the last lines of its log: once, as a run
     * that is over is left alone.
     */
    RunState state(PipelineRun run, RunSnapshot build) {
        boolean told = build.isOver() && build.number().isPresent() && build.result() != Result.SUCCESS;
        return RunState.of(build, told ? lastLines(run) : "");
    }

    private String lastLines(PipelineRun run) {
        try {
            return engine.lastLines(jobs.whereBuilt(run), RunMarks.ref(run));
        } catch (RuntimeException e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> RunMarks.ref(run) + ": its end is told without its log, which cannot be read");
            return "";
        }
    }
}
