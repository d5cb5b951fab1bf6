package io.jenkins.plugins.kubesphere.devops.jenkins.engine.replay;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.pipeline.modeldefinition.actions.RestartFlowFactoryAction;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Loads the program of the build that a new build restarts at a stage. Jenkins copies the Jenkinsfile from this program,
 * but only if it is loaded. It was when the new build was scheduled; after a restart of Jenkins, or if memory was short
 * meanwhile, it is not any more, and the new build would fail.
 */
@Extension(optional = true)
public final class RestartedBuildLoader extends RunListener<WorkflowRun> {
    private static final Logger LOGGER = Logger.getLogger(RestartedBuildLoader.class.getName());

    /** Called before the new build gets its Jenkinsfile. */
    @Override
    public void onStarted(WorkflowRun build, TaskListener listener) {
        RestartFlowFactoryAction restart = build.getAction(RestartFlowFactoryAction.class);
        if (restart == null) {
            return;
        }
        if (Run.fromExternalizableId(restart.getOriginRunId()) instanceof WorkflowRun original
                && original.getExecution() != null) {
            return;
        }
        LOGGER.log(
                Level.WARNING,
                "{0} restarts the build {1}, which Jenkins does not have any more, or without its Jenkinsfile",
                new Object[] {build.getFullDisplayName(), restart.getOriginRunId()});
    }
}
