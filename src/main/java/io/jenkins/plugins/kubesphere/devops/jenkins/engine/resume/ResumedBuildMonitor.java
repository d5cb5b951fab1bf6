package io.jenkins.plugins.kubesphere.devops.jenkins.engine.resume;

import io.jenkins.plugins.kubesphere.devops.jenkins.credentials.ProjectCredentialsRegistry;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Observes one build for some minutes after Jenkins has resumed it. If the build waits in vain and its state does not
 * change, the build is ended. Otherwise its PipelineRun would stay Running for ever.
 */
public final class ResumedBuildMonitor {
    private static final Logger LOGGER = Logger.getLogger(ResumedBuildMonitor.class.getName());

    /**
     * Observes all builds, one after the other. A busy build may hold it up for some seconds, so it is not a thread of
     * Jenkins' own timer.
     */
    private static final ScheduledExecutorService THREAD = WorkerPoolFactory.createScheduled("resumed builds", 1);

    private static final int INTERVAL_SECONDS = 10;

    /** How many times in a row the build must be in the same state: 40 seconds. Loading a program takes some of it. */
    private static final int REQUIRED_OBSERVATIONS = 5;

    /** A build that was resumed waits at most 5 minutes for its agent, and may be in such a state only after that. */
    private static final int MAX_OBSERVATIONS = (int) Duration.ofMinutes(10).toSeconds() / INTERVAL_SECONDS;

    private final WorkflowRun build;
    private final FlowExecution execution;
    private int observations;
    private int sameObservations;
    private String lastState = "";

    private ResumedBuildMonitor(WorkflowRun build, FlowExecution execution) {
        this.build = build;
        this.execution = execution;
    }

    /** Observes the build from now on. Does not block. */
    public static void start(WorkflowRun build, FlowExecution execution) {
        new ResumedBuildMonitor(build, execution).scheduleNext();
    }

    private void scheduleNext() {
        THREAD.schedule(this::observe, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    private void observe() {
        if (!build.isLogUpdated()) {
            return;
        }
        try {
            Optional<String> state = StalledBuildDetector.detect(build);
            sameObservations = state.filter(lastState::equals).isPresent() ? sameObservations + 1 : 1;
            lastState = state.orElse("");
            if (state.isPresent() && sameObservations >= REQUIRED_OBSERVATIONS) {
                StalledBuildTerminator.terminate(build, execution, lastState);
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (RuntimeException e) {
            LOGGER.log(
                    Level.WARNING,
                    ProjectCredentialsRegistry.get()
                            .masks()
                            .maskErrorOfItem(build.getParent().getFullName(), e),
                    () -> "The state of " + build + " could not be read");
        }
        observations++;
        if (observations < MAX_OBSERVATIONS) {
            scheduleNext();
        }
    }
}
