package io.jenkins.plugins.kubesphere.devops.operator.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.Conditions;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.Patches;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Writes runs: compares first, at once when the phase changes, otherwise at most once a second. */
final class RunWriter {
    private static final Duration PACE = Duration.ofSeconds(1);

    private final Patches patches;
    private final EventRecorder events;
    private final Clock clock;
    private final LatestRuns latest;

    RunWriter(KubernetesClient client, EventRecorder events, Clock clock, LatestRuns latest) {
        this.patches = new Patches(client);
        this.events = events;
        this.clock = clock;
        this.latest = latest;
    }

    /**
     * Writes the run id, and beside it the pipeline's spec as it was, unless the run brought its own.
     *
     * @return the run as the API server has it now
     */
    PipelineRun bind(PipelineRun run, JobName job, int number, Optional<Pipeline> pipeline) {
        ObjectNode change = Patches.change();
        change.withObjectProperty("metadata")
                .withObjectProperty("annotations")
                .put(RunAnnotations.RUN_ID, Integer.toString(number));
        if (run.getSpec().pipelineSpec() == null) {
            pipeline.ifPresent(
                    found -> change.withObjectProperty("spec").set("pipelineSpec", Patches.tree(found.getSpec())));
        }
        PipelineRun bound = latest.wrote(patches.merge(run, change));
        events.normal(run, EventReasons.STARTED, "Started build " + number + " of " + job);
        return bound;
    }

    /**
     * Writes the state if the status does not say so already.
     *
     * @return how long to wait before the same is asked again, if the time has not come yet
     */
    Optional<Duration> write(PipelineRun run, RunState state) {
        Instant now = clock.instant();
        PipelineRunStatus old = run.getStatus();
        PipelineRunStatus rendered = state.render(old, now);
        if (rendered.equals(old)) {
            return Optional.empty();
        }
        Optional<Duration> early = tooEarly(run, rendered, state, now);
        if (early.isPresent()) {
            return early;
        }
        latest.wrote(patches.status(run, rendered));
        // That it waits the condition says, and that it started an Event of its own.
        boolean startedBefore = old.startTime() != null;
        if (!Objects.equals(old.phase(), rendered.phase()) && (startedBefore || rendered.completed())) {
            events.normal(
                    run,
                    EventReasons.UPDATED,
                    rendered.phase()
                            + (state.succeeded().message().isEmpty()
                                    ? ""
                                    : ": " + state.succeeded().message()));
        }
        return Optional.empty();
    }

    /** Writes why a run is not gone yet, unless it says so already. What it said of its end stays. */
    void deletionFailed(PipelineRun run, String message) {
        Instant now = clock.instant();
        PipelineRunStatus old = run.getStatus();
        List<Condition> conditions = Conditions.with(
                old.conditions(),
                ConditionTypes.READY,
                Condition.FALSE,
                ConditionReasons.DELETION_FAILED,
                message,
                now);
        if (!conditions.equals(old.conditions())) {
            latest.wrote(patches.status(
                    run,
                    new PipelineRunStatus(
                            old.phase(), old.startTime(), old.completionTime(), Conditions.time(now), conditions)));
        }
    }

    private static Optional<Duration> tooEarly(
            PipelineRun run, PipelineRunStatus rendered, RunState state, Instant now) {
        PipelineRunStatus old = run.getStatus();
        if (rendered.completed() || state.startedAt().isPresent() && !Objects.equals(old.phase(), rendered.phase())) {
            return Optional.empty();
        }
        // A run that starts or ends within its first second is not worth a write that says it waits.
        Instant last = old.updateTime() == null ? RunRequests.createdAt(run) : parse(old.updateTime());
        // Both are cut to whole seconds: the real moment was up to a second later.
        Duration since = Duration.between(last.plus(PACE), now);
        return since.compareTo(PACE) < 0 ? Optional.of(PACE.minus(since)) : Optional.empty();
    }

    /** A time that somebody else wrote may be anything; then it is long ago. */
    private static Instant parse(String time) {
        try {
            return Instant.parse(time);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
