package io.jenkins.plugins.kubesphere.devops.operator.run.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesTime;
import io.jenkins.plugins.kubesphere.devops.api.text.UrlUserInfoMask;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.Conditions;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.framework.OwnWriteCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes the run id and the status of runs. A status is written only if it differs, and when {@link StatusThrottle}
 * allows it.
 */
public final class RunStatusWriter {
    private static final Logger LOGGER = Logger.getLogger(RunStatusWriter.class.getName());

    private final PatchWriter patches;
    private final EventRecorder events;
    private final Clock clock;
    private final OwnWriteCache<PipelineRun> ownWrites;

    public RunStatusWriter(
            KubernetesClient client, EventRecorder events, Clock clock, OwnWriteCache<PipelineRun> ownWrites) {
        this.patches = new PatchWriter(client);
        this.events = events;
        this.clock = clock;
        this.ownWrites = ownWrites;
    }

    /**
     * Writes the run id. In the same request it writes the current spec of the pipeline into the run, without its
     * secrets, unless the run has one, or would be too large for the API server with it.
     *
     * @param address of the page of the build; empty if it is not known
     * @return the run as the API server has it now
     */
    public PipelineRun bind(
            PipelineRun run, JobName job, int number, Optional<String> address, Optional<Pipeline> pipeline) {
        ObjectNode change = PatchWriter.emptyPatch();
        ObjectNode annotations = change.withObjectProperty("metadata").withObjectProperty("annotations");
        annotations.put(RunAnnotations.RUN_ID, Integer.toString(number));
        address.ifPresent(url -> annotations.put(RunAnnotations.BUILD_URL, UrlUserInfoMask.apply(url)));
        PipelineRun bound = ownWrites.put(
                run.getSpec().pipelineSpec() == null && pipeline.isPresent()
                        ? mergeWithSpec(run, change, pipeline.get())
                        : patches.merge(run, change));
        events.normal(run, EventReasons.STARTED, "Started build " + number + " of " + job);
        return bound;
    }

    /**
     * Removes the run id, because the build was lost before its first step. What was done to it, such as a pause, is
     * done again to the next build.
     *
     * @return the run as the API server has it now
     */
    public PipelineRun unbind(PipelineRun run) {
        ObjectNode change = PatchWriter.emptyPatch();
        change.withObjectProperty("metadata")
                .withObjectProperty("annotations")
                .putNull(RunAnnotations.RUN_ID)
                .putNull(RunAnnotations.BUILD_URL)
                .putNull(RunAnnotations.HANDLED_ACTION_GENERATION);
        return ownWrites.put(patches.merge(run, change));
    }

    /** Without the run id a run never gets its end, and the copy of the spec is only for people. */
    private PipelineRun mergeWithSpec(PipelineRun run, ObjectNode change, Pipeline pipeline) {
        ObjectNode withSpec = change.deepCopy();
        withSpec.withObjectProperty("spec")
                .set("pipelineSpec", PatchWriter.toJson(pipeline.getSpec().withoutSecrets()));
        try {
            return patches.merge(run, withSpec);
        } catch (KubernetesClientException e) {
            if (!PatchWriter.isTooLarge(e)) {
                throw e;
            }
            LOGGER.log(
                    Level.INFO,
                    () -> PipelineRuns.ref(run) + " gets no copy of the spec of its Pipeline, because the API server"
                            + " refuses an object of this size: " + UrlUserInfoMask.apply(e.getMessage()));
            return patches.merge(run, change);
        }
    }

    /**
     * Writes the state if it differs from the status.
     *
     * @return how long to wait before this is called again, if the state may not be written yet
     */
    public Optional<Duration> write(PipelineRun run, RunStatusUpdate update) {
        Instant now = clock.instant();
        PipelineRunStatus old = run.getStatus();
        PipelineRunStatus merged = update.mergeInto(old, now);
        if (merged.equals(old)) {
            return Optional.empty();
        }
        Optional<Duration> delay =
                StatusThrottle.delay(run, merged, update.startedAt().isPresent(), now);
        if (delay.isPresent()) {
            return delay;
        }
        ownWrites.put(patches.replaceStatus(run, merged));
        // No Event for a run that waits, because its condition says so; nor for the start of a build, which has its own
        // Event.
        boolean startedBefore = old.startTime() != null;
        if (!Objects.equals(old.phase(), merged.phase()) && (startedBefore || merged.hasEnded())) {
            events.normal(
                    run,
                    EventReasons.UPDATED,
                    merged.phase() + (update.headline().isEmpty() ? "" : ": " + update.headline()));
        }
        return Optional.empty();
    }

    /** Returns true if the status of the run already contains the state. */
    public boolean isWritten(PipelineRun run, RunStatusUpdate update) {
        return update.mergeInto(run.getStatus(), clock.instant()).equals(run.getStatus());
    }

    /** Writes why a run could not be deleted, unless the status already says so. The result of the run stays. */
    public void writeDeletionFailure(PipelineRun run, String message) {
        Instant now = clock.instant();
        PipelineRunStatus old = run.getStatus();
        List<Condition> conditions = Conditions.withCondition(
                old.conditions(),
                ConditionTypes.READY,
                Condition.FALSE,
                ConditionReasons.DELETION_FAILED,
                message,
                now);
        if (!conditions.equals(old.conditions())) {
            ownWrites.put(patches.replaceStatus(run, old.withConditions(conditions, KubernetesTime.format(now))));
        }
    }
}
