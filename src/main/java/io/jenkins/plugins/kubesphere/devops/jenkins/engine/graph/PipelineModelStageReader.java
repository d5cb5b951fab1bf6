package io.jenkins.plugins.kubesphere.devops.jenkins.engine.graph;

import hudson.Extension;
import java.util.Optional;
import org.jenkinsci.plugins.pipeline.modeldefinition.actions.ExecutionModelAction;
import org.jenkinsci.plugins.pipeline.modeldefinition.actions.RestartDeclarativePipelineAction;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTStage;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Reads the model that the plugin pipeline-model-definition keeps of the Jenkinsfile of a build. */
@Extension(optional = true)
public final class PipelineModelStageReader implements DeclarativeStageReader {
    @Override
    public Optional<Stages> read(WorkflowRun build) {
        ExecutionModelAction model = build.getAction(ExecutionModelAction.class);
        if (model == null || model.getStages() == null) {
            return Optional.empty();
        }
        RestartDeclarativePipelineAction restart = build.getAction(RestartDeclarativePipelineAction.class);
        return Optional.of(new Stages(
                model.getStages().getStages().stream()
                        .map(ModelASTStage::getName)
                        .toList(),
                restart != null && restart.isRestartEnabled()));
    }
}
