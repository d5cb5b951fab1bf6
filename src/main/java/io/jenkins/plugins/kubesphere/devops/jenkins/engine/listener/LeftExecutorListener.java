package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import hudson.Extension;
import hudson.model.Executor;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.queue.AsynchronousExecution;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Ends the executor of a build that has ended, if Jenkins does not. A short build may end before its executor has noted
 * that it runs asynchronously; then Jenkins does not find what it must complete, and the executor stays until the next
 * restart. As long as it stays, neither the job nor its folder can be deleted. Listeners that are called when a build
 * begins, and a busy machine, give a build more time to end too early.
 */
@Extension
public final class LeftExecutorListener extends RunListener<WorkflowRun> {
    private static final Logger LOGGER = Logger.getLogger(LeftExecutorListener.class.getName());
    /** Jenkins ends the executor right after all listeners were called. */
    private static final int DELAY_SECONDS = 10;

    private static final int MAX_CHECKS = 30;

    @Override
    public void onFinalized(WorkflowRun build) {
        if (build.getExecutor() != null
                && ItemOwnership.pipelineOf(build.getParent()).isPresent()) {
            check(build, 1);
        }
    }

    private static void check(WorkflowRun build, int number) {
        Timer.get().schedule(() -> release(build, number), DELAY_SECONDS, TimeUnit.SECONDS);
    }

    private static void release(WorkflowRun build, int number) {
        Executor executor = build.getExecutor();
        if (executor == null) {
            return;
        }
        AsynchronousExecution execution = executor.getAsynchronousExecution();
        if (execution != null) {
            LOGGER.log(
                    Level.INFO,
                    "Jenkins did not end the executor of build {0}, which has ended; it is ended now",
                    build.getFullDisplayName());
            execution.completed(null);
        } else if (number < MAX_CHECKS) {
            // A listener may still be busy with the beginning of the build.
            check(build, number + 1);
        }
    }
}
