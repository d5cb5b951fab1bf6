package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import hudson.Extension;
import io.jenkins.plugins.kubesphere.devops.api.text.MaskedException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.RunChanged;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.credentials.ProjectCredentialsRegistry;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.resume.ResumedBuildMonitor;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunRegistry;
import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionListener;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Publishes an event when the {@link FlowExecution} of a build starts to run, and when it continues after a restart.
 * The creation of the execution is too early for an event: Jenkins writes the execution into build.xml later, before it
 * runs. If Jenkins crashes before that write, the build counts as never started.
 */
@Extension
public final class PipelineExecutionListener extends FlowExecutionListener {
    private static final Logger LOGGER = Logger.getLogger(PipelineExecutionListener.class.getName());

    @Override
    public void onRunning(FlowExecution execution) {
        handle(execution, (run, build) -> {
            markRunning(run, build);
            EngineEventPublisher.get().publish(new RunChanged(run));
        });
        publishUnbound(execution);
    }

    /** The build of a run is on the disk at this point, so a run that is created for it does not lose it by a crash. */
    private static void publishUnbound(FlowExecution execution) {
        try {
            if (execution.getOwner().getExecutable() instanceof WorkflowRun build) {
                UnboundBuildPublisher.publish(build);
            }
        } catch (IOException | RuntimeException e) {
            logUnpublished(execution.getOwner(), MaskedException.maskUrls(e));
        }
    }

    /**
     * Jenkins calls this while it loads the build, under the lock of the job's builds. The event is published on
     * another thread, because a subscriber that reads the build would wait for this thread.
     */
    @Override
    public void onResumed(FlowExecution execution) {
        handle(execution, (run, build) -> {
            markRunning(run, build);
            Timer.get().execute(() -> EngineEventPublisher.get().publish(new RunChanged(run)));
            ResumedBuildMonitor.start(build, execution);
        });
    }

    /**
     * Records that the execution runs, unless the build has already ended: a short build may end before Jenkins
     * notifies this listener.
     */
    private static void markRunning(PipelineRunRef run, WorkflowRun build) {
        if (build.isLogUpdated()) {
            RunRegistry.get().activeBuilds().markRunning(run, build);
            RunRegistry.get().idleRunWatchlist().add(run);
        }
    }

    /** Logs each exception, because an exception in a listener would abort the build. */
    private static void handle(FlowExecution execution, BiConsumer<PipelineRunRef, WorkflowRun> handler) {
        try {
            if (execution.getOwner().getExecutable() instanceof WorkflowRun build) {
                PipelineRunAction.findOrRestoreRun(build).ifPresent(run -> handle(run, build, handler));
            }
        } catch (IOException | RuntimeException e) {
            logUnpublished(execution.getOwner(), MaskedException.maskUrls(e));
        }
    }

    private static void handle(PipelineRunRef run, WorkflowRun build, BiConsumer<PipelineRunRef, WorkflowRun> handler) {
        try {
            handler.accept(run, build);
        } catch (RuntimeException e) {
            logUnpublished(build, ProjectCredentialsRegistry.get().masks().maskError(run.namespace(), e));
        }
    }

    private static void logUnpublished(Object build, Throwable cause) {
        LOGGER.log(
                Level.WARNING,
                cause,
                () -> "The change of build " + build + " was not published; the next sweep updates its PipelineRun");
    }
}
