package io.jenkins.plugins.kubesphere.devops.jenkins.engine.resume;

import hudson.model.Result;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kubesphere.devops.jenkins.credentials.ProjectCredentialsRegistry;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.InterruptedBuildAction;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Ends a build that waits in vain: interrupts it as failed, so that its {@code post} sections run; then terminates its
 * steps; then kills it.
 */
final class StalledBuildTerminator {
    private static final Logger LOGGER = Logger.getLogger(StalledBuildTerminator.class.getName());

    /** How long each measure may take, in seconds. Jenkins offers people the next measure after the same time. */
    private static final int NEXT_MEASURE_SECONDS = 15;

    private final WorkflowRun build;

    private StalledBuildTerminator(WorkflowRun build) {
        this.build = build;
    }

    /** Ends the build. Does not wait for its end. */
    static void terminate(WorkflowRun build, FlowExecution execution, String state) {
        LOGGER.log(Level.WARNING, "{0} cannot continue after a restart: {1}; it is ended", new Object[] {build, state});
        StalledBuildTerminator terminator = new StalledBuildTerminator(build);
        terminator.runOrSkip(() -> {
            StalledBuildInterruption cause = new StalledBuildInterruption(state);
            // Jenkins itself records the cause only for a build that has an executor.
            build.addAction(new InterruptedBuildAction(List.of(cause)));
            build.save();
            execution.interrupt(Result.FAILURE, cause);
        });
        terminator.schedule(WorkflowRun::doTerm, () -> terminator.schedule(WorkflowRun::doKill, () -> {}));
    }

    private void schedule(Measure measure, Runnable next) {
        Timer.get()
                .schedule(
                        () -> {
                            if (build.isLogUpdated()) {
                                runOrSkip(() -> measure.take(build));
                                next.run();
                            }
                        },
                        NEXT_MEASURE_SECONDS,
                        TimeUnit.SECONDS);
    }

    /** If a measure fails, the next one follows. */
    private void runOrSkip(Action action) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            action.run();
        } catch (IOException | InterruptedException | RuntimeException e) {
            LOGGER.log(
                    Level.WARNING,
                    ProjectCredentialsRegistry.get()
                            .masks()
                            .maskErrorOfItem(build.getParent().getFullName(), e),
                    () -> build + " could not be ended");
        }
    }

    private interface Measure {
        void take(WorkflowRun build);
    }

    private interface Action {
        void run() throws IOException, InterruptedException;
    }
}
