package io.jenkins.plugins.kubesphere.devops.operator.run.status;

import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.RunActions;
import io.jenkins.plugins.kubesphere.devops.api.text.MaskedException;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.RunLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunRequestFactory;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Reads the state of a run's build from the engine. */
public final class BuildStateReader {
    private static final Logger LOGGER = Logger.getLogger(BuildStateReader.class.getName());

    private static final String PAUSE_NOTE = "the build is paused as soon as it has started";
    private static final int MAX_UNREAD = 10_000;

    private final RunEngine engine;
    private final RunLogReader logs;
    /** UIDs of runs whose parameters could not be read once. Their status may say already that they are bound. */
    private final Set<String> unreadParameters = BoundedCollections.set(MAX_UNREAD);

    public BuildStateReader(RunEngine engine, RunLogReader logs) {
        this.engine = engine;
        this.logs = logs;
    }

    /** Returns the state of the run in the engine; empty if the engine does not know the run. */
    public Optional<RunSnapshot> findSnapshot(PipelineRun run) {
        return engine.find(PipelineRuns.jobOfBuild(run), PipelineRuns.ref(run), RunRequestFactory.createdAt(run));
    }

    /** Returns the state of the run in the engine, like {@link #findSnapshot}; empty also if its build was deleted. */
    public Optional<RunSnapshot> findExistingBuild(PipelineRun run) {
        return findSnapshot(run).filter(build -> !build.isBuildDeleted());
    }

    /**
     * Returns the job of the spec if it has or had the build, and is another one than the job that is recorded for the
     * run. Then somebody has edited the record: starting the run would build it twice.
     */
    public Optional<JobName> findOtherJob(PipelineRun run) {
        return PipelineRuns.otherJobOfSpec(run)
                .filter(job -> engine.find(job, PipelineRuns.ref(run), RunRequestFactory.createdAt(run))
                        .isPresent());
    }

    /**
     * Maps the state of the build to a status. Adds the last lines of the log if the build has ended and did not
     * succeed. The lines are read once, because a run that has ended is not reconciled again. The first status of a run
     * that has a build gets the parameters of the build, which do not change later; if they cannot be read then, the
     * next status gets them.
     */
    public RunStatusUpdate mapStatus(PipelineRun run, RunSnapshot build) {
        boolean needsLastLines = build.hasEnded() && build.number().isPresent() && build.result() != RunResult.SUCCESS;
        RunStatusUpdate update =
                RunStatusMapper.map(withPauseNote(run, build), needsLastLines ? readLastLines(run) : "");
        if (build.number().isPresent() && (!saysBound(run) || lacksParameters(run))) {
            update = readParameters(run).map(update::withParameters).orElse(update);
        }
        return mayBeApproved(run, build) ? update.withApprovers(readApprovers(run)) : update;
    }

    /**
     * Approvals change only while an input is open. One that is opened and answered between two writes of the status is
     * seen at the end.
     */
    private static boolean mayBeApproved(PipelineRun run, RunSnapshot build) {
        return build.number().isPresent() && (build.state() == State.FINISHED || PipelineRuns.saysPaused(run));
    }

    private List<String> readApprovers(PipelineRun run) {
        return tryToRead(
                        run,
                        () -> engine.readApprovers(PipelineRuns.jobOfBuild(run), PipelineRuns.ref(run)),
                        "who approved its inputs cannot be read; the status is written without them")
                .orElseGet(run.getStatus()::approvers);
    }

    /** A queued run cannot be paused yet, so the message says when it is. */
    private static RunSnapshot withPauseNote(PipelineRun run, RunSnapshot build) {
        if (build.state() != State.QUEUED
                || PipelineRuns.newPauseAction(run)
                        .filter(RunActions.PAUSE::equals)
                        .isEmpty()) {
            return build;
        }
        String wait = build.message().isEmpty() ? "" : build.message() + "; ";
        return build.withTexts(wait + PAUSE_NOTE, build.input());
    }

    private static boolean saysBound(PipelineRun run) {
        return run.getStatus().hasTrueCondition(ConditionTypes.READY);
    }

    private boolean lacksParameters(PipelineRun run) {
        return run.getStatus().parameters().isEmpty()
                && unreadParameters.contains(run.getMetadata().getUid());
    }

    private Optional<StatusParameters> readParameters(PipelineRun run) {
        Optional<StatusParameters> parameters = tryToRead(
                run,
                () -> StatusParameters.of(engine.readParameters(PipelineRuns.jobOfBuild(run), PipelineRuns.ref(run))),
                "its parameters cannot be read; the status is written without them, and the next one gets them");
        if (parameters.isEmpty()) {
            unreadParameters.add(run.getMetadata().getUid());
        }
        return parameters;
    }

    private String readLastLines(PipelineRun run) {
        return tryToRead(
                        run,
                        () -> logs.lastLines(PipelineRuns.jobOfBuild(run), PipelineRuns.ref(run)),
                        "its log cannot be read; the result is written without the last lines")
                .orElse("");
    }

    /** The result of a run is more important than what is read here. */
    private static <T> Optional<T> tryToRead(PipelineRun run, Supplier<T> reader, String problem) {
        try {
            return Optional.of(reader.get());
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, MaskedException.maskUrls(e), () -> PipelineRuns.ref(run) + ": " + problem);
            return Optional.empty();
        }
    }
}
