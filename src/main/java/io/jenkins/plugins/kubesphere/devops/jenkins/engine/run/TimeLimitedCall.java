package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import io.jenkins.plugins.kubesphere.devops.kubernetes.work.NamespaceSlots;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls code of other plugins that a Jenkinsfile chose, with a limit of time, on a thread that nobody else waits for,
 * and without a login. A call that does not end keeps its thread, so the number of threads is limited: of all
 * namespaces together, and of one, so that slow plugins of one namespace do not make the runs of others wait.
 */
final class TimeLimitedCall {
    private static final int THREADS = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final TimeLimitedCall SHARED = new TimeLimitedCall(TIMEOUT, THREADS);

    private final ExecutorService threads;
    private final NamespaceSlots slots;
    private final Duration timeout;

    TimeLimitedCall(Duration timeout, int maxThreads) {
        this.timeout = timeout;
        slots = new NamespaceSlots(maxThreads);
        // The slots limit the threads. A thread that has given its slot back may not be idle yet.
        threads = WorkerPoolFactory.createUnlimited("calls another plugin");
    }

    static TimeLimitedCall shared() {
        return SHARED;
    }

    /**
     * Calls the code.
     *
     * @param namespace whose run needs the code
     * @throws TimeoutException if the code takes too long, or if too many threads wait for other code that takes too
     *     long
     * @throws RuntimeException if the code throws it
     * @throws IllegalStateException if the code throws a checked exception or an error, or if the caller is interrupted
     */
    <T> T call(String namespace, Callable<T> code) throws TimeoutException {
        if (!tryAcquire(namespace)) {
            throw new TimeoutException("too many threads wait for other plugins");
        }
        FutureTask<T> result = new FutureTask<>(() -> {
            try {
                return code.call();
            } finally {
                // Before the caller gets the result: its next call must not find the thread in use.
                release(namespace);
            }
        });
        threads.execute(result);
        try {
            return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for another plugin", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("Another plugin failed", e.getCause());
        } finally {
            result.cancel(true);
        }
    }

    private synchronized boolean tryAcquire(String namespace) {
        return slots.tryAcquire(namespace);
    }

    private synchronized void release(String namespace) {
        slots.release(namespace);
    }
}
