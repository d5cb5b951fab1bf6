package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import hudson.Extension;
import io.jenkins.plugins.kubesphere.devops.api.text.MaskedException;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter.BranchParameterRecorder;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionListener;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Lets the parameters of a branch be read again when a build of it has started with another revision than the last one
 * that was read: a push starts a build without a scan. The revision is known when the execution runs, not earlier.
 */
@Extension
public final class BuildRevisionListener extends FlowExecutionListener {
    private static final Logger LOGGER = Logger.getLogger(BuildRevisionListener.class.getName());

    /** Logs each exception, because an exception in a listener would abort the build. */
    @Override
    public void onRunning(FlowExecution execution) {
        try {
            if (execution.getOwner().getExecutable() instanceof WorkflowRun build) {
                BranchParameterRecorder.get().recordRevisionOf(build);
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(
                    Level.WARNING,
                    MaskedException.maskUrls(e),
                    () -> "The Jenkinsfile of " + execution.getOwner()
                            + " is not read for its parameters; the next scan reads it");
        }
    }
}
