package io.jenkins.plugins.kubesphere.devops.operator.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.Onlooker;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.Patches;

/**
 * Claims each new run for this home, in one write before anything else: finalizer, so that its build is never left
 * behind; instance stamp, so that no other home starts it too; pipeline label, so that it can be listed. The framework
 * would add the finalizer in a write of its own. Until the claim stands, {@link RunFilter} holds the run back. A run of
 * another home is claimed only when it is taken over.
 */
final class RunClaims extends Onlooker<PipelineRun> {
    private static final int LANES = 8;

    private final String home;
    private final Patches patches;

    RunClaims(String home, KubernetesClient client) {
        super("claims", LANES);
        this.home = home;
        this.patches = new Patches(client);
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
    PipelineRun claim(PipelineRun run) {
        return patches.mergeUnchanged(run, marks(run));
    }

    private boolean needsClaim(PipelineRun run) {
        return !run.isMarkedForDeletion()
                && !RunMarks.isOver(run)
                && RunMarks.isNamed(run)
                && !RunMarks.isForeign(run, home)
                && !RunMarks.isClaimed(run, home);
    }

    private ObjectNode marks(PipelineRun run) {
        ObjectNode change = Patches.change();
        ObjectNode metadata = change.withObjectProperty("metadata");
        ArrayNode finalizers = metadata.putArray("finalizers");
        run.getMetadata().getFinalizers().forEach(finalizers::add);
        if (!run.hasFinalizer(Finalizers.RUN)) {
            finalizers.add(Finalizers.RUN);
        }
        metadata.withObjectProperty("labels").put(Labels.PIPELINE, RunMarks.label(run));
        ObjectNode annotations = metadata.withObjectProperty("annotations").put(RunAnnotations.INSTANCE, home);
        if (RunMarks.annotation(run, RunAnnotations.TAKE_OVER).isPresent()) {
            // It counts once: left there, the next home would take the run over from this one, and build it again.
            annotations.putNull(RunAnnotations.TAKE_OVER);
        }
        return change;
    }
}
