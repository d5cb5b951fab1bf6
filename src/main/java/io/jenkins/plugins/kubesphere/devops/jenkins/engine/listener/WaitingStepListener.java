package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import hudson.Extension;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent.RunChanged;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.RunRegistry;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait.BuildWaitReader;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait.WaitingSteps;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.flow.GraphListener;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Publishes an event when a build of a run begins or ends to wait for a lock, when a branch of {@code parallel} has
 * ended, because the others may only wait, and when a build on the {@code StepStartWatchlist} has come to a step. Jenkins
 * has no item in the queue for these.
 */
@Extension
public final class WaitingStepListener implements GraphListener {
    private static final Logger LOGGER = Logger.getLogger(WaitingStepListener.class.getName());

    /** After this time, {@link BuildWaitReader} reports the wait. */
    private static final long DELAY_MILLIS = BuildWaitReader.MIN_WAIT_MILLIS + 100;

    /** After this time, {@link BuildWaitReader} reports that a step runs. */
    private static final long STEP_DELAY_MILLIS = BuildWaitReader.MIN_STEP_MILLIS + 50;

    /** Called for each node of each build, so it must cost nothing for most of them. */
    @Override
    public void onNewHead(FlowNode node) {
        if (WaitingSteps.isLock(node) || WaitingSteps.isEndOfBranch(node)) {
            Timer.get()
                    .schedule(
                            () -> findRun(node).ifPresent(WaitingStepListener::publish),
                            DELAY_MILLIS,
                            TimeUnit.MILLISECONDS);
        } else if (!WaitingSteps.isBlock(node)
                && !RunRegistry.get().idleRunWatchlist().isEmpty()) {
            findRun(node)
                    .filter(RunRegistry.get().idleRunWatchlist()::planCheck)
                    .ifPresent(
                            run -> Timer.get().schedule(() -> publish(run), STEP_DELAY_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    private static void publish(PipelineRunRef run) {
        RunRegistry.get().idleRunWatchlist().beginCheck(run);
        EngineEventPublisher.get().publish(new RunChanged(run));
    }

    private static Optional<PipelineRunRef> findRun(FlowNode node) {
        try {
            return node.getExecution().getOwner().getExecutable() instanceof WorkflowRun build && build.isLogUpdated()
                    ? PipelineRunAction.findRun(build)
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "The wait of a build was not published; the next event of it tells it");
            return Optional.empty();
        }
    }
}
