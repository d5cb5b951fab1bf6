package io.jenkins.plugins.kubesphere.devops.operator.run.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.RunActions;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.framework.OwnWriteCache;
import java.util.Optional;

/**
 * Pauses and resumes the build of a run as {@code spec.action} says, once for each generation of the run. Afterwards a
 * person may resume or pause the build in Jenkins, and the action does not undo that until the spec is edited again.
 */
public final class PauseActionHandler {
    private final RunEngine engine;
    private final PatchWriter patches;
    private final OwnWriteCache<PipelineRun> ownWrites;

    public PauseActionHandler(RunEngine engine, KubernetesClient client, OwnWriteCache<PipelineRun> ownWrites) {
        this.engine = engine;
        this.patches = new PatchWriter(client);
        this.ownWrites = ownWrites;
    }

    /**
     * Carries out a new action. First the build and then the record of it: after a crash in between, the action is
     * repeated, which changes nothing.
     *
     * @param run a run that has a build
     * @return the run as it is after the record; empty if there was nothing to do, or if the build cannot be paused yet
     */
    public Optional<PipelineRun> handle(PipelineRun run) {
        return PipelineRuns.newPauseAction(run)
                .filter(action -> perform(action, run))
                .map(action -> record(run));
    }

    private boolean perform(String action, PipelineRun run) {
        JobName job = PipelineRuns.jobOfBuild(run);
        PipelineRunRef ref = PipelineRuns.ref(run);
        return RunActions.PAUSE.equals(action) ? engine.pause(job, ref) : engine.resume(job, ref);
    }

    private PipelineRun record(PipelineRun run) {
        ObjectNode change = PatchWriter.emptyPatch();
        change.withObjectProperty("metadata")
                .withObjectProperty("annotations")
                .put(RunAnnotations.HANDLED_ACTION_GENERATION, PipelineRuns.generation(run));
        return ownWrites.put(patches.merge(run, change));
    }
}
