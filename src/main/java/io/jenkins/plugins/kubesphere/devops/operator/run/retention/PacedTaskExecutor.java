package io.jenkins.plugins.kubesphere.devops.operator.run.retention;

import io.jenkins.plugins.kubesphere.devops.kubernetes.work.FairExecutor;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Executes long work in steps, on one thread, with a pause before each step. Namespaces take turns, whatever number of
 * steps they have. Thread-safe.
 */
final class PacedTaskExecutor implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(PacedTaskExecutor.class.getName());

    private final FairExecutor thread;
    private final Duration pause;

    PacedTaskExecutor(String name, Duration pause) {
        this.thread = new FairExecutor(name, 1);
        this.pause = pause;
    }

    /** Calls the step until it returns false, or until this executor is closed. */
    void repeat(String namespace, BooleanSupplier step) {
        try {
            thread.execute(namespace, () -> {
                if (isPauseOver() && step.getAsBoolean()) {
                    repeat(namespace, step);
                }
            });
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "The step is not executed, because the session is closed", e);
        }
    }

    private boolean isPauseOver() {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Interrupts a step at once: the next session looks at all runs again. */
    @Override
    public void close() {
        thread.threads().shutdownNow();
    }
}
