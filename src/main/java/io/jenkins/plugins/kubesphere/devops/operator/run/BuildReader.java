package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.Result;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Reads the state of a run's build from the engine. */
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
     * Converts what the engine knows. Adds the last lines of the log if the build is over and did not succeed. They are read
     * once, because a run that is over is not read again.
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
                    () -> RunMarks.ref(run) + ": its log cannot be read; the result is written without the last lines");
            return "";
        }
    }
}
