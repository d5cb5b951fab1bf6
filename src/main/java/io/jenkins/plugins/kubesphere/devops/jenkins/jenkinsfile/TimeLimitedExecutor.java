package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a task with a limit of time and stack. The Groovy parser may run forever on one line, and Java cannot end a
 * thread that ignores an interrupt. Such a thread continues in the background, so the number of threads is limited.
 *
 * <p>This is not a thread pool: the size of the stack can be set only for a new thread, and a thread that does not end
 * must be replaced.
 */
final class TimeLimitedExecutor {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int THREADS = 3;

    /** The parser uses a dozen stack frames for each bracket; 8 MiB are enough for some thousand brackets. */
    private static final long STACK_BYTES = 8L << 20;

    private final Duration timeout;
    private final Semaphore permits;

    TimeLimitedExecutor() {
        this(TIMEOUT, THREADS);
    }

    TimeLimitedExecutor(Duration timeout, int threads) {
        this.timeout = timeout;
        this.permits = new Semaphore(threads);
    }

    /**
     * Runs the work on a new thread.
     *
     * @throws EngineRefusalException if the work throws it, or with {@link Reason#NOT_CONVERTIBLE} if the work takes
     *     too long or needs too much stack
     * @throws IllegalStateException if all threads are in use or the caller is interrupted; the caller retries later
     */
    <T> T call(Callable<T> work) {
        if (!permits.tryAcquire()) {
            throw new IllegalStateException(
                    "Other Jenkinsfiles are being converted, or their conversion does not end; this conversion is"
                            + " retried later. If this message is repeated for minutes, restart Jenkins");
        }
        FutureTask<T> task = new FutureTask<>(work);
        start(task);
        try {
            return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new EngineRefusalException(
                    Reason.NOT_CONVERTIBLE,
                    "the Jenkinsfile or its JSON takes longer than " + timeout.toSeconds()
                            + " s to read; use fewer nested brackets");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while converting a Jenkinsfile; the conversion is retried", e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    /** Runs the task on a new thread, which releases the permit at its end. */
    private void start(FutureTask<?> task) {
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        task.run();
                    } finally {
                        permits.release();
                    }
                },
                "kubesphere-devops converts a Jenkinsfile",
                STACK_BYTES);
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof StackOverflowError) {
            return new EngineRefusalException(
                    Reason.NOT_CONVERTIBLE,
                    "the Jenkinsfile or its JSON is nested too deeply; use fewer levels of blocks");
        }
        return cause instanceof RuntimeException e
                ? e
                : new IllegalStateException(
                        "A Jenkinsfile could not be converted, because an error occurred; the conversion is retried",
                        cause);
    }
}
