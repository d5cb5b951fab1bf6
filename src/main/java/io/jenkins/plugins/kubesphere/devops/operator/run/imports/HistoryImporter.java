package io.jenkins.plugins.kubesphere.devops.operator.run.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.engine.UnboundBuildReader;
import io.jenkins.plugins.kubesphere.devops.engine.build.BuildRef;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.RetryOrder;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.run.imports.BuildImporter.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Imports all builds of a pipeline if an annotation of the Pipeline asks for that. It deletes nothing. */
final class HistoryImporter {
    private static final int MAX_FAILURES_IN_A_ROW = 5;

    private final UnboundBuildReader builds;
    private final Function<BuildRef, Outcome> importer;
    private final ImportSwitch imports;
    private final PatchWriter patches;
    private final EventRecorder events;
    private final RetryOrder<BuildRef> order = new RetryOrder<>(build -> build);

    /** @param importer imports one build */
    HistoryImporter(
            UnboundBuildReader builds,
            Function<BuildRef, Outcome> importer,
            ImportSwitch imports,
            KubernetesClient client,
            EventRecorder events) {
        this.builds = builds;
        this.importer = importer;
        this.imports = imports;
        this.patches = new PatchWriter(client);
        this.events = events;
    }

    /** Returns whether the Pipeline asks for all its builds. */
    boolean isRequested(JobName pipeline) {
        return imports.findImporting(pipeline)
                .flatMap(found -> MetadataReader.annotation(found, PipelineAnnotations.REQUEST_TO_SYNC_RUNS))
                .isPresent();
    }

    /**
     * Creates the missing runs. The annotation is removed last, so a crash repeats all of it. After several failures in
     * a row, the rest waits for the next call, which begins with other builds.
     *
     * @throws RuntimeException the last failure, if builds have no run yet
     */
    void importAll(JobName pipeline) {
        List<BuildRef> unbound = order.putFailedLast(builds.list(pipeline, job -> Instant.EPOCH, Integer.MAX_VALUE));
        Map<Outcome, Integer> counts =
                BuildBatchImporter.importAll(unbound, build -> order.attempt(build, importer), MAX_FAILURES_IN_A_ROW);
        imports.findImporting(pipeline).ifPresent(found -> endRequest(found, counts));
    }

    private void endRequest(Pipeline pipeline, Map<Outcome, Integer> counts) {
        ObjectNode change = PatchWriter.emptyPatch();
        change.withObjectProperty("metadata")
                .withObjectProperty("annotations")
                .putNull(PipelineAnnotations.REQUEST_TO_SYNC_RUNS);
        patches.merge(pipeline, change);
        if (counts.containsKey(Outcome.NAME_TAKEN)) {
            events.warning(pipeline, EventReasons.RUNS_SYNC_FAILED, describe(counts));
        } else {
            events.normal(pipeline, EventReasons.RUNS_SYNCED, describe(counts));
        }
    }

    static String describe(Map<Outcome, Integer> counts) {
        int created = counts.getOrDefault(Outcome.CREATED, 0);
        return counts.containsKey(Outcome.NAME_TAKEN)
                ? created + " builds that had no PipelineRun have one now; builds without one: "
                        + counts.get(Outcome.NAME_TAKEN)
                        + ", because other runs have their names; delete those runs, and set the"
                        + " annotation " + PipelineAnnotations.REQUEST_TO_SYNC_RUNS + " again"
                : "Each build has a PipelineRun now; " + created + " builds had none";
    }
}
