package io.jenkins.plugins.kubesphere.devops.jenkins.engine.retry;

import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Repeats an attempt until it is done, without blocking a thread between two attempts. An attempt that throws is
 * repeated, too: nobody would start it again.
 */
public final class RepeatedAttempt {
    private static final Logger LOGGER = Logger.getLogger(RepeatedAttempt.class.getName());

    private final String task;
    private final BooleanSupplier attempt;
    private final Deadline deadline;
    private final Consumer<Runnable> scheduler;
    private final Runnable onGivenUp;
    private boolean hasFailed;

    /**
     * @param task what is attempted, for the log
     * @param attempt returns true when nothing is left to do
     * @param deadline an attempt that throws after this time is the last one. Attempts that return false are repeated
     *     without a limit
     * @param scheduler runs the next attempt after a delay
     * @param onGivenUp called after the last attempt if it has thrown
     */
    public RepeatedAttempt(
            String task, BooleanSupplier attempt, Deadline deadline, Consumer<Runnable> scheduler, Runnable onGivenUp) {
        this.task = task;
        this.attempt = attempt;
        this.deadline = deadline;
        this.scheduler = scheduler;
        this.onGivenUp = onGivenUp;
    }

    /** Makes the first attempt on this thread. */
    public void run() {
        boolean done = false;
        try {
            done = attempt.getAsBoolean();
        } catch (RuntimeException | Error e) {
            done = deadline.hasPassed();
            logFailure(e, done);
        }
        if (!done) {
            scheduler.accept(this::run);
        }
    }

    /** Logs the first failure and the last one: an attempt may fail fifty times a second. */
    private void logFailure(Throwable failure, boolean isLast) {
        if (isLast) {
            LOGGER.log(Level.WARNING, failure, () -> task + " failed; it is not tried again");
            onGivenUp.run();
        } else if (!hasFailed) {
            LOGGER.log(
                    Level.WARNING,
                    failure,
                    () -> task + " failed; it is tried again for "
                            + deadline.remaining().toSeconds() + " s");
        }
        hasFailed = true;
    }
}
