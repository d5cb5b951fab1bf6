package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.Extension;
import io.jenkins.plugins.kubesphere.devops.engine.RunRef;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionListener;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Hears a build's program begin, from when on its build.xml is on disk, and go on after a restart. */
@Extension
public final class FlowWatch extends FlowExecutionListener {
    private static final Logger LOGGER = Logger.getLogger(FlowWatch.class.getName());

    @Override
    public void onCreated(FlowExecution execution) {
        tell(execution, JenkinsEngine.get().subscribers::runChanged);
    }

    @Override
    public void onResumed(FlowExecution execution) {
        JenkinsEngine engine = JenkinsEngine.get();
        tell(execution, run -> {
            engine.active.add(run);
            engine.subscribers.runChanged(run);
        });
    }

    /** Nothing may get out of here: it would abort the build. */
    private static void tell(FlowExecution execution, Consumer<RunRef> change) {
        try {
            if (execution.getOwner().getExecutable() instanceof WorkflowRun build) {
                RunIdentity.of(build).ifPresent(change);
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "A change of a build was missed; the next sweep makes good for it", e);
        }
    }
}
