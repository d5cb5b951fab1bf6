package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunJobResolver;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import io.jenkins.plugins.kubesphere.devops.operator.run.control.PauseActionHandler;
import io.jenkins.plugins.kubesphere.devops.operator.run.control.StopEscalation;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.BuildStateReader;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.RunStatusWriter;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.UndecidedStateThrottle;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunStoreWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Writes the state of a build to its run, and stops, pauses or resumes the build as the run asks. */
final class RunFollower {
    /** No event says that an agent for which a build waits went offline, or that there is no such agent any more. */
    private static final Duration WAIT_CHECK_INTERVAL = Duration.ofSeconds(30);

    /** A full disk, or a listener of another plugin that throws, may keep Jenkins from telling what happened. */
    private static final Duration LOST_EVENT_CHECK_INTERVAL = Duration.ofMinutes(1);

    /** For {@code PAUSED_BY_USER}, no event says that a person has resumed the build in Jenkins. */
    private static final Set<State> CHANGES_WITHOUT_EVENT =
            EnumSet.of(State.WAITING, State.UNDECIDED, State.PAUSED_BY_USER);

    private final RunEngine engine;
    private final RunJobResolver jobs;
    private final BuildStateReader builds;
    private final RunStatusWriter writer;
    private final RunStoreWriter store;
    private final PauseActionHandler actions;
    private final StopEscalation stops;
    private final AgentEventRecorder agentEvents;
    private final Clock clock;

    RunFollower(
            RunEngine engine,
            RunJobResolver jobs,
            BuildStateReader builds,
            RunStatusWriter writer,
            RunStoreWriter store,
            PauseActionHandler actions,
            StopEscalation stops,
            AgentEventRecorder agentEvents,
            Clock clock) {
        this.engine = engine;
        this.jobs = jobs;
        this.builds = builds;
        this.writer = writer;
        this.store = store;
        this.actions = actions;
        this.stops = stops;
        this.agentEvents = agentEvents;
        this.clock = clock;
    }

    /**
     * Writes the state of the build to the run. If {@link RunStatusWriter} may not write the state yet, the run is
     * reconciled again later.
     */
    UpdateControl<PipelineRun> follow(PipelineRun run, RunSnapshot build) {
        Optional<Duration> nextStop = stopIfRequested(run, build);
        UpdateControl<PipelineRun> control = bindAndWrite(run, build);
        return nextStop.map(delay -> rescheduleNoLaterThan(control, delay)).orElse(control);
    }

    /** Returns when to look again whether the build has ended. */
    private Optional<Duration> stopIfRequested(PipelineRun run, RunSnapshot build) {
        if (PipelineRuns.isStopRequested(run) && !build.hasEnded()) {
            return stops.stop(run, build);
        }
        stops.forget(run);
        return Optional.empty();
    }

    private static UpdateControl<PipelineRun> rescheduleNoLaterThan(
            UpdateControl<PipelineRun> control, Duration delay) {
        return control.getScheduleDelay()
                        .filter(planned -> planned <= delay.toMillis())
                        .isPresent()
                ? control
                : control.rescheduleAfter(delay);
    }

    private UpdateControl<PipelineRun> bindAndWrite(PipelineRun run, RunSnapshot build) {
        boolean isSameBuild = build.number().isPresent()
                && PipelineRuns.buildNumber(run) == build.number().getAsInt();
        if (build.number().isEmpty()) {
            return write(run, build);
        }
        if (isSameBuild) {
            return handleAction(run, build);
        }
        int number = build.number().getAsInt();
        PipelineRun bound = writer.bind(
                run,
                jobs.resolve(run),
                number,
                engine.findAddress(PipelineRuns.jobOfBuild(run), number),
                jobs.pipeline(run));
        // The request took some time. A short build may have ended meanwhile; then no write needs to say that it runs.
        RunSnapshot now = builds.findExistingBuild(bound).orElse(build);
        return handleAction(bound, now);
    }

    private UpdateControl<PipelineRun> handleAction(PipelineRun run, RunSnapshot build) {
        Optional<PipelineRun> handled = build.hasEnded() ? Optional.empty() : actions.handle(run);
        return write(
                handled.orElse(run), handled.flatMap(builds::findExistingBuild).orElse(build));
    }

    /** The stages first: who sees that the run has ended also finds its last stages. */
    private UpdateControl<PipelineRun> write(PipelineRun run, RunSnapshot build) {
        if (build.endedAt().isPresent()) {
            store.writeFinal(run, build);
        } else {
            store.onChanged(PipelineRuns.ref(run));
            agentEvents.record(run, build);
        }
        Optional<Duration> undecided = UndecidedStateThrottle.delay(run, build, clock.instant());
        return rescheduleAfter(
                undecided.isPresent() ? undecided : writer.write(run, builds.mapStatus(run, build)), build);
    }

    /** @param delay after which the state may be written */
    private static UpdateControl<PipelineRun> rescheduleAfter(Optional<Duration> delay, RunSnapshot build) {
        UpdateControl<PipelineRun> control = UpdateControl.noUpdate();
        if (build.hasEnded()) {
            return delay.map(control::rescheduleAfter).orElse(control);
        }
        boolean mayChange = CHANGES_WITHOUT_EVENT.contains(build.state());
        return control.rescheduleAfter(delay.orElse(mayChange ? WAIT_CHECK_INTERVAL : LOST_EVENT_CHECK_INTERVAL));
    }
}
