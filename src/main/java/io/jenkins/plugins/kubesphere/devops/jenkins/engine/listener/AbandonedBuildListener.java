package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import hudson.Extension;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.RunChanged;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.resume.BuildLogCloser;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunRegistry;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.GraphListener;
import org.jenkinsci.plugins.workflow.graph.FlowEndNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Completes the end of a build that Jenkins does not complete: the build has ended in build.xml, but counts as running
 * until the next restart, because nobody closes its log, and it can neither be stopped nor deleted. There are two such
 * builds. One could not be loaded after a restart: it fails while it is loaded, a listener of Jenkins then finishes it,
 * and if the threads of Jenkins are busy, this listener is removed before it is called. Of the other, a listener of
 * another plugin threw an exception at its end.
 */
@Extension
public final class AbandonedBuildListener implements GraphListener {
    private static final Logger LOGGER = Logger.getLogger(AbandonedBuildListener.class.getName());

    /** Jenkins needs about a second to finish such a build. */
    private static final int DELAY_SECONDS = 15;

    /** Plugins that take long at the end of a build, for example to send its log somewhere, still write to the log. */
    private static final int DELAY_AFTER_END_SECONDS = 600;

    /** A system property that shortens this time for tests; not below the limit of {@code ActiveBuildRegistry}. */
    private static final String DELAY_PROPERTY = AbandonedBuildListener.class.getName() + ".delaySeconds";

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
        if (!(execution.getOwner().getExecutable() instanceof WorkflowRun build)) {
            return;
        }
        if (build.getExecutor() != null) {
            PipelineRunAction.findRun(build)
                    .ifPresent(
                            run -> planCheck(run, build, Integer.getInteger(DELAY_PROPERTY, DELAY_AFTER_END_SECONDS)));
            return;
        }
        // A build that runs has an executor. The others are few, and only for them the disk may be read.
        PipelineRunAction.findOrRestoreRun(build)
                .filter(run -> !RunRegistry.get().activeBuilds().contains(run))
                .ifPresent(run -> planCheck(run, build, DELAY_SECONDS));
    }

    /**
     * Keeps no build: most of them have ended as they should. A build that had no executor at its end is left alone if
     * it has one by then, because something still works on it.
     */
    private static void planCheck(PipelineRunRef run, WorkflowRun build, int delaySeconds) {
        WorkflowJob job = build.getParent();
        int number = build.getNumber();
        boolean hadExecutor = build.getExecutor() != null;
        Timer.get()
                .schedule(
                        () -> Optional.ofNullable(job.getBuildByNumber(number))
                                .filter(found -> hadExecutor || found.getExecutor() == null)
                                .ifPresent(found -> closeIfAbandoned(run, found)),
                        delaySeconds,
                        TimeUnit.SECONDS);
    }

    private static void closeIfAbandoned(PipelineRunRef run, WorkflowRun build) {
        if (!build.isBuilding() && build.isLogUpdated()) {
            LOGGER.log(
                    Level.WARNING,
                    "Jenkins did not finish build {0} of {1}, which has ended; its log is closed",
                    new Object[] {build.getFullDisplayName(), run});
            BuildLogCloser.close(build);
            EngineEventPublisher.get().publish(new RunChanged(run));
        }
    }
}
