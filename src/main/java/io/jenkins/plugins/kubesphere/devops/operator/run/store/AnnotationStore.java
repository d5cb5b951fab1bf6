package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.AnnotationBudget;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunDocuments.Completeness;
import java.util.Optional;
import java.util.function.Consumer;

/** Stores runs in their annotations, as ks-devops did before it used ConfigMaps. */
final class AnnotationStore implements RunStore {
    /** All annotations of an object together may have 256 KiB. */
    private static final int BUDGET = 128 * 1024;

    /** Bytes to keep free for annotations that others write later. */
    private static final int RESERVED_BYTES = 32 * 1024;

    private final KubernetesClient client;
    private final PatchWriter patches;
    private final Consumer<PipelineRun> onWritten;

    /** @param onWritten gets the run as the API server has it after a write */
    AnnotationStore(KubernetesClient client, Consumer<PipelineRun> onWritten) {
        this.client = client;
        this.patches = new PatchWriter(client);
        this.onWritten = onWritten;
    }

    @Override
    public int budget(PipelineRun run) {
        int available = AnnotationBudget.availableBytes(run, RunAnnotations.STAGES, RESERVED_BYTES)
                + MetadataReader.annotation(run, RunAnnotations.STATUS)
                        .map(AnnotationBudget::utf8Length)
                        .orElse(0);
        return Math.min(BUDGET, available);
    }

    @Override
    public void write(PipelineRun run, RunDocuments documents) {
        ObjectNode change = PatchWriter.emptyPatch();
        ObjectNode annotations = change.withObjectProperty("metadata").withObjectProperty("annotations");
        annotations.put(RunAnnotations.STATUS, documents.status());
        documents.stages().ifPresent(stages -> annotations.put(RunAnnotations.STAGES, stages));
        onWritten.accept(patches.merge(run, change));
    }

    @Override
    public Optional<RunDocuments> read(PipelineRun run) {
        // The runs in the cache lack these annotations.
        return Optional.ofNullable(client.resource(run).get())
                .filter(found ->
                        found.getMetadata().getUid().equals(run.getMetadata().getUid()))
                .flatMap(found -> MetadataReader.annotation(found, RunAnnotations.STATUS)
                        .map(status -> new RunDocuments(
                                status,
                                MetadataReader.annotation(found, RunAnnotations.STAGES),
                                Completeness.AS_STORED)));
    }

    @Override
    public String describe(PipelineRun run) {
        return "the annotations of " + PipelineRuns.ref(run);
    }
}
