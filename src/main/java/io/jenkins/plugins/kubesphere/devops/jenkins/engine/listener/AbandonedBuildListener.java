package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import hudson.Extension;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.RunChanged;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.resume.BuildLogCloser;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunRegistry;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.GraphListener;
import org.jenkinsci.plugins.workflow.graph.FlowEndNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Completes the end of a build that Jenkins could not load after a restart. Such a build fails while it is loaded, and
 * a listener of Jenkins then finishes it. If the threads of Jenkins are busy, this listener is removed before it is
 * called. Then the build has ended in build.xml, but counts as running until the next restart: nobody closes its log,
 * and it can neither be stopped nor deleted.
 */
@Extension
public final class AbandonedBuildListener implements GraphListener {
    private static final Logger LOGGER = Logger.getLogger(AbandonedBuildListener.class.getName());

    /** Jenkins needs about a second to finish such a build. */
    private static final int DELAY_SECONDS = 15;

    /** Called for each node of each build, so it must cost nothing for most of them. */
    @Override
    public void onNewHead(FlowNode node) {
        if (node instanceof FlowEndNode) {
            try {
                onEnd(node.getExecution());
            } catch (IOException | RuntimeException e) {
                LOGGER.log(Level.WARNING, e, () -> "The end of a build was not checked");
            }
        }
    }

    private static void onEnd(FlowExecution execution) throws IOException {
        // A build that runs has an executor. The others are few, and only for them the disk may be read.
        if (execution.getOwner().getExecutable() instanceof WorkflowRun build && build.getExecutor() == null) {
            PipelineRunAction.findOrRestoreRun(build)
                    .filter(run -> !RunRegistry.get().activeBuilds().contains(run))
                    .ifPresent(run ->
                            Timer.get().schedule(() -> closeIfAbandoned(run, build), DELAY_SECONDS, TimeUnit.SECONDS));
        }
    }

    private static void closeIfAbandoned(PipelineRunRef run, WorkflowRun build) {
        if (!build.isBuilding() && build.isLogUpdated() && build.getExecutor() == null) {
            LOGGER.log(
                    Level.WARNING,
                    "Jenkins could not load build {0} of {1} after a restart, and did not finish it; its log is closed",
                    new Object[] {build.getFullDisplayName(), run});
            BuildLogCloser.close(build);
            EngineEventPublisher.get().publish(new RunChanged(run));
        }
    }
}
