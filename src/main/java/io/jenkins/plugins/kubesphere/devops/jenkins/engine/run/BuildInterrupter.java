package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.Executor;
import hudson.model.Result;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.StopLevel;
import io.jenkins.plugins.kubesphere.devops.jenkins.credentials.ProjectCredentialsRegistry;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.pause.BuildPauser;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.retry.RepeatedAttempt;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import jenkins.model.CauseOfInterruption;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Interrupts the build of a run, at the time when the interruption has an effect. Between the time when a run leaves
 * the queue and the start of its {@code FlowExecution}, a build cannot always be interrupted, or Jenkins forgets the
 * interruption. Without this class, a run that is stopped at such a time would not end.
 */
final class BuildInterrupter {
    private static final int POLL_MILLIS = 20;

    /**
     * A build that has no executor after this time is terminated, because Jenkins no longer gives an executor to a
     * build that waits so long after a restart. The time starts with the request to interrupt the run.
     */
    private static final Duration EXECUTOR_TIMEOUT = Duration.ofMinutes(1);

    private final PipelineRunRef run;
    private final Supplier<Optional<RunLocation>> locate;
    private final ActiveBuildRegistry activeBuilds;
    private final CauseOfInterruption cause;
    private final Deadline deadline = Deadline.after(EXECUTOR_TIMEOUT);
    private final Deadline verification = Deadline.after(StopLevel.INTERRUPT.timeout());
    private boolean interruptedEarly;
    /** Null before the interruption of a running build. */
    private InterruptionVerifier verifier;

    private BuildInterrupter(
            PipelineRunRef run,
            Supplier<Optional<RunLocation>> locate,
            ActiveBuildRegistry activeBuilds,
            CauseOfInterruption cause) {
        this.run = run;
        this.locate = locate;
        this.activeBuilds = activeBuilds;
        this.cause = cause;
    }

    /**
     * Interrupts the run's build, now or as soon as it exists. Does not block. Does nothing for a run that this process
     * has already interrupted.
     *
     * @param locate returns where the run is at the time of the call
     */
    static void interrupt(
            PipelineRunRef run,
            Supplier<Optional<RunLocation>> locate,
            ActiveBuildRegistry activeBuilds,
            CauseOfInterruption cause) {
        if (activeBuilds.markInterrupted(run)) {
            new BuildInterrupter(run, locate, activeBuilds, cause).start();
        } else {
            // It may have been paused since, and would not end.
            locate.get().flatMap(RunLocation::findBuild).ifPresent(build -> BuildPauser.setPaused(build, false));
        }
    }

    private void start() {
        new RepeatedAttempt(
                        "The interruption of the build of " + run,
                        this::tryInterruptAsSystem,
                        deadline,
                        next -> Timer.get().schedule(next, POLL_MILLIS, TimeUnit.MILLISECONDS),
                        // So that the next request to stop the run is not ignored.
                        () -> activeBuilds.clearInterrupted(run))
                .run();
    }

    private boolean tryInterruptAsSystem() {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return tryInterruptRun();
        } catch (RuntimeException e) {
            throw (RuntimeException) ProjectCredentialsRegistry.get().masks().maskError(run.namespace(), e);
        }
    }

    /** Returns false if the interruption must be tried again. */
    private boolean tryInterruptRun() {
        RunLocation current = locate.get().orElse(null);
        if (current instanceof RunLocation.Built built) {
            return tryInterruptBuild(built.build());
        }
        boolean mayBeBuilt = current instanceof RunLocation.Queued || current instanceof RunLocation.LeftQueue;
        if (!mayBeBuilt) {
            activeBuilds.clearInterrupted(run);
        }
        return !mayBeBuilt;
    }

    private boolean tryInterruptBuild(WorkflowRun build) {
        if (activeBuilds.hasEnded(build, run)) {
            return true;
        }
        Executor executor = build.getExecutor();
        if (executor == null) {
            return terminateAfterTimeout(build);
        }
        if (executor.getAsynchronousExecution() != null) {
            return verifier == null ? interruptRunning(build, executor) : interruptIfLost(build);
        }
        if (!interruptedEarly) {
            // An early interruption ends only the checkout of the Jenkinsfile, or has no effect. So the build is
            // interrupted again when its FlowExecution runs.
            interruptedEarly = true;
            executor.interrupt(Result.ABORTED, cause);
        }
        return false;
    }

    private boolean interruptRunning(WorkflowRun build, Executor executor) {
        FlowExecution execution = build.getExecution();
        if (execution != null) {
            verifier = new InterruptionVerifier(execution);
        }
        if (BuildPauser.isPaused(build)) {
            interrupt(build);
            BuildPauser.setPaused(build, false);
        } else {
            executor.interrupt(Result.ABORTED, cause);
        }
        return execution == null;
    }

    /**
     * Interrupts the build again if it goes on as if nothing had happened. Not by the executor, which would write to the log
     * each time how to end the build by force.
     *
     * @return true if nothing is left to do
     */
    private boolean interruptIfLost(WorkflowRun build) {
        return switch (verifier.verify()) {
            case EFFECTIVE -> true;
            case UNKNOWN -> verification.hasPassed();
            case LOST -> {
                verifier = new InterruptionVerifier(build.getExecution());
                interrupt(build);
                yield verification.hasPassed();
            }
        };
    }

    /**
     * A paused build sees no interruption, so it is resumed afterwards, but only when the interruption is in its queue:
     * otherwise its next step would run. The executor would put it there later, on another thread.
     */
    private void interrupt(WorkflowRun build) {
        try {
            build.getExecution().interrupt(Result.ABORTED, cause);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean terminateAfterTimeout(WorkflowRun build) {
        if (!deadline.hasPassed()) {
            return false;
        }
        build.doTerm();
        return true;
    }
}
