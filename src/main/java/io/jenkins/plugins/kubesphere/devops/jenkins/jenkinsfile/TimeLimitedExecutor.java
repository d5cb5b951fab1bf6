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
 * Lets a work have so much time and stack, and no more. Groovy's parser may take for ever over a line, and Java has no means
 * to end a thread that does not look up: such a thread is left to itself, and there are never more than a few.
 */
final class TimeLimitedExecutor {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int THREADS = 3;
    /** The parser goes a dozen frames down for each bracket; 8 MiB are some thousand brackets. */
    private static final long STACK_BYTES = 8L << 20;

    private final Duration patience;
    private final Semaphore free;

    TimeLimitedExecutor() {
        this(PATIENCE, THREADS);
    }

    TimeLimitedExecutor(Duration patience, int threads) {
        this.patience = patience;
        this.free = new Semaphore(threads);
    }

    /**
     * Does the work on a thread of its own.
     *
     * @throws EngineRefusalException what the work throws, or {@link Reason#NOT_CONVERTIBLE} if it takes too long or goes too deep
     * @throws IllegalStateException if nothing can be done now; to be tried again later
     */
    <T> T call(Callable<T> work) {
        if (!free.tryAcquire()) {
            throw new IllegalStateException(
                    "Other Jenkinsfiles are being converted, or take for ever; tried again later, and if that does not"
                            + " help, after a restart of Jenkins");
        }
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        task.run();
                    } finally {
                        free.release();
                    }
                },
                "kubesphere-devops converts a Jenkinsfile",
                STACK_BYTES);
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new EngineRefusalException(
                    Reason.NOT_CONVERTIBLE,
                    "it takes longer than " + patience.toSeconds() + " s to read; nest its brackets less");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a Jenkinsfile was converted; it is tried again", e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof StackOverflowError) {
            return new EngineRefusalException(Reason.NOT_CONVERTIBLE, "it is nested too deeply; nest it less");
        }
        return cause instanceof RuntimeException e
                ? e
                : new IllegalStateException("A Jenkinsfile could not be converted", cause);
    }
}
