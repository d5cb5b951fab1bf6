package io.jenkins.plugins.kubesphere.devops.operator.run.claim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.framework.ResourceObserver;

/**
 * Claims each new run for this home, in one write before anything else: finalizer, so that its build is never left
 * behind; instance stamp, so that no other home starts it too; pipeline label, so that it can be listed. The framework
 * would add the finalizer in a write of its own. Until the claim stands, {@link RunUpdateFilter} holds the run back. A run of
 * another home is claimed only when it is taken over.
 */
public final class RunClaimer extends ResourceObserver<PipelineRun> {
    private static final int LANES = 8;

    private final String home;
    private final PatchWriter patches;

    public RunClaimer(String home, KubernetesClient client) {
        super("claims", LANES);
        this.home = home;
        this.patches = new PatchWriter(client);
    }

    @Override
    public void onResourceCreated(PipelineRun run) {
        if (needsClaim(run)) {
            attempt(run, this::claim);
        }
    }

    @Override
    public void onResourceUpdated(PipelineRun run, PipelineRun before) {
        onResourceCreated(run);
    }

    /** Writes the claim; fails with 409 if anybody wrote the run since it was read. */
    public PipelineRun claim(PipelineRun run) {
        return patches.mergeIfUnchanged(run, marks(run));
    }

    private boolean needsClaim(PipelineRun run) {
        return !run.isMarkedForDeletion()
                && !PipelineRuns.isOver(run)
                && PipelineRuns.isNamed(run)
                && !PipelineRuns.isForeign(run, home)
                && !PipelineRuns.isClaimed(run, home);
    }

    private ObjectNode marks(PipelineRun run) {
        ObjectNode change = PatchWriter.change();
        ObjectNode metadata = change.withObjectProperty("metadata");
        ArrayNode finalizers = metadata.putArray("finalizers");
        run.getMetadata().getFinalizers().forEach(finalizers::add);
        if (!run.hasFinalizer(Finalizers.RUN)) {
            finalizers.add(Finalizers.RUN);
        }
        metadata.withObjectProperty("labels").put(Labels.PIPELINE, PipelineRuns.label(run));
        ObjectNode annotations = metadata.withObjectProperty("annotations").put(RunAnnotations.INSTANCE, home);
        if (PipelineRuns.annotation(run, RunAnnotations.TAKE_OVER).isPresent()) {
            // It counts once: left there, the next home would take the run over from this one, and build it again.
            annotations.putNull(RunAnnotations.TAKE_OVER);
        }
        return change;
    }
}
