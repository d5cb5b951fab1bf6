package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.Executor;
import hudson.model.Result;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import jenkins.model.CauseOfInterruption;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Interrupts a run's build, once, at the first moment at which that has an effect. Between the queue and the build's
 * program are moments in which nobody can be interrupted, or in which Jenkins forgets that somebody was; a run that is
 * stopped then would go on for ever.
 */
final class BuildInterrupter {
    private static final int LOOK_MILLIS = 20;

    /** A build that has no executor for so long after a restart gets none. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RunRef run;
    private final Supplier<Optional<RunLocation>> place;
    private final ActiveRuns active;
    private final CauseOfInterruption cause;
    private final Instant end = Instant.now().plus(PATIENCE);
    private boolean early;

    private BuildInterrupter(
            RunRef run, Supplier<Optional<RunLocation>> place, ActiveRuns active, CauseOfInterruption cause) {
        this.run = run;
        this.place = place;
        this.active = active;
        this.cause = cause;
    }

    /**
     * Interrupts the run's build, now or as soon as there is one. Returns at once. Does nothing for a run that was
     * interrupted in this process already.
     *
     * @param place where the run is now
     */
    static void interrupt(
            RunRef run, Supplier<Optional<RunLocation>> place, ActiveRuns active, CauseOfInterruption cause) {
        if (active.firstStop(run)) {
            new BuildInterrupter(run, place, active, cause).attempt();
        }
    }

    private void attempt() {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            if (!hadEffect()) {
                Timer.get().schedule(this::attempt, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private boolean hadEffect() {
        RunLocation current = place.get().orElse(null);
        if (current instanceof RunLocation.Built built) {
            return interrupted(built.build());
        }
        boolean mayCome = current instanceof RunLocation.Queued || current instanceof RunLocation.Leaving;
        if (!mayCome) {
            active.forgetStop(run);
        }
        return !mayCome;
    }

    private boolean interrupted(WorkflowRun build) {
        if (active.isOver(build, run)) {
            return true;
        }
        Executor executor = build.getExecutor();
        if (executor == null) {
            return terminatedAtLast(build);
        }
        boolean effective = executor.getAsynchronousExecution() != null;
        if (effective || !early) {
            // Early, it is felt by a Jenkinsfile that is still being fetched, and perhaps by nobody.
            early = true;
            executor.interrupt(Result.ABORTED, cause);
        }
        return effective;
    }

    private boolean terminatedAtLast(WorkflowRun build) {
        if (Instant.now().isBefore(end)) {
            return false;
        }
        build.doTerm();
        return true;
    }
}
