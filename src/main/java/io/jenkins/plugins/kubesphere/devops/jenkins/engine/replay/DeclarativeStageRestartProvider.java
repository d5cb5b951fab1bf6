package io.jenkins.plugins.kubesphere.devops.jenkins.engine.replay;

import hudson.Extension;
import hudson.model.Cause;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.pipeline.modeldefinition.actions.ExecutionModelAction;
import org.jenkinsci.plugins.pipeline.modeldefinition.actions.RestartDeclarativePipelineAction;
import org.jenkinsci.plugins.pipeline.modeldefinition.actions.RestartFlowFactoryAction;
import org.jenkinsci.plugins.pipeline.modeldefinition.causes.RestartDeclarativePipelineCause;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Restarts builds with the plugin pipeline-model-definition. When such a build starts, Jenkins gives it the Jenkinsfile,
 * the parameters and the revision of the other build, and its stashes if its Jenkinsfile preserves them.
 */
@Extension(optional = true)
public final class DeclarativeStageRestartProvider implements StageRestartProvider {
    @Override
    public ReplayActions createActions(ReplayCandidate original, String stage) {
        WorkflowRun build = original.build();
        if (build.isBuilding()) {
            throw original.notReady("runs, and Jenkins restarts only a build that has ended");
        }
        // First, because it loads the program of the build, without which Jenkins allows no restart.
        original.check();
        RestartDeclarativePipelineAction restart = build.getAction(RestartDeclarativePipelineAction.class);
        if (build.getAction(ExecutionModelAction.class) == null || restart == null) {
            throw original.refused("has no stage to restart: its Jenkinsfile is not declarative, or it ended before its"
                    + " stages; create a run without restart-stage to replay all of it");
        }
        if (!restart.isRestartEnabled()) {
            throw original.refused("cannot be restarted at a stage: Jenkins does not allow it for this job, for example"
                    + " because the Jenkinsfile has the option disableRestartFromStage; create a run without"
                    + " restart-stage to replay all of it");
        }
        List<String> stages = restart.getRestartableStages();
        if (!stages.contains(stage)) {
            throw original.refused("cannot be restarted at stage \"" + stage + "\": "
                    + (stages.isEmpty()
                            ? "it has no stage that it reached; create a run without restart-stage to replay all of it"
                            : "a build begins at a stage that it reached and that is in no other stage; name one of "
                                    + String.join(", ", stages)));
        }
        return new ReplayActions(
                List.of(new RestartDeclarativePipelineCause(build, stage)),
                List.of(new RestartFlowFactoryAction(build.getExternalizableId())));
    }

    @Override
    public Optional<Restart> read(Cause cause) {
        return cause instanceof RestartDeclarativePipelineCause restart
                ? Optional.of(new Restart(restart.getOriginRunNumber(), restart.getOriginStage()))
                : Optional.empty();
    }
}
