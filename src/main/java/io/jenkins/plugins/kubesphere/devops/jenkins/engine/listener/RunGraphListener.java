package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import hudson.Extension;
import io.jenkins.plugins.kubesphere.devops.api.text.MaskedException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.RunGraphChanged;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.graph.RunGraphRegistry;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionListener;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Follows the flow graph of the build of each run, from before its first node on. For a build that is resumed, Jenkins
 * calls this under the lock of the job's builds, so nothing of the build is read here.
 */
@Extension
public final class RunGraphListener extends FlowExecutionListener {
    private static final Logger LOGGER = Logger.getLogger(RunGraphListener.class.getName());

    @Override
    public void onCreated(FlowExecution execution) {
        handle(execution, build -> RunGraphRegistry.get().start(build, execution, RunGraphListener::publish));
    }

    @Override
    public void onResumed(FlowExecution execution) {
        handle(execution, build -> RunGraphRegistry.get().resume(build, execution, RunGraphListener::publish));
    }

    /** Follows the graph of a build that was given to its run while it runs. */
    public static void follow(WorkflowRun build) {
        FlowExecution execution = build.getExecution();
        if (execution != null) {
            handle(execution, found -> RunGraphRegistry.get().resume(found, execution, RunGraphListener::publish));
        }
    }

    private static void publish(WorkflowRun build) {
        PipelineRunAction.findRun(build)
                .ifPresent(run -> EngineEventPublisher.get().publish(new RunGraphChanged(run)));
    }

    /** Logs each exception, because an exception in a listener would abort the build. */
    private static void handle(FlowExecution execution, Consumer<WorkflowRun> handler) {
        try {
            if (execution.getOwner().getExecutable() instanceof WorkflowRun build
                    && PipelineRunAction.findOrRestoreRun(build).isPresent()) {
                handler.accept(build);
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(
                    Level.WARNING,
                    MaskedException.maskUrls(e),
                    () -> "The stages of " + execution.getOwner() + " are not shown before its end");
        }
    }
}
