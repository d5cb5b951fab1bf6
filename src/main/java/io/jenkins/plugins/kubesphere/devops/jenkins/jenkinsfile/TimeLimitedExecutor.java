package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import io.jenkins.plugins.kubesphere.devops.api.text.MaskedException;
import io.jenkins.plugins.kubesphere.devops.api.text.Sha256;
import io.jenkins.plugins.kubesphere.devops.engine.EngineFailureException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.DaemonThreads;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads a text with a limit of time and stack. The Groovy parser may run forever on one line: it tries each of a dozen
 * casts, {@code (a) (b) (c) x}, in two ways. Java cannot end a thread that ignores an interrupt. Such a thread
 * continues in the background with the lowest priority. So the number of threads is limited, each namespace gets only
 * one of them, and a text that took too long is not read again.
 *
 * <p>This is not a thread pool: the size of the stack can be set only for a new thread, and a thread that does not end
 * must be replaced.
 */
final class TimeLimitedExecutor {
    private static final Logger LOGGER = Logger.getLogger(TimeLimitedExecutor.class.getName());

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** More threads would use more processors until Jenkins is restarted, if the texts of two namespaces do not end. */
    private static final int THREADS = 2;

    private static final String RESTART = " If this message is repeated for minutes, restart Jenkins";
    private static final int MAX_REMEMBERED = 1_000;

    private static final TimeLimitedExecutor SHARED = new TimeLimitedExecutor(TIMEOUT, THREADS);

    /** The parser uses a dozen stack frames for each bracket; 8 MiB are enough for some thousand brackets. */
    private static final long STACK_BYTES = 8L << 20;

    private final Duration timeout;
    private final int maxThreads;
    /** The namespaces whose text a thread reads. */
    private final Set<String> reading = new LinkedHashSet<>();
    /** Those of them whose thread does not end in time. Nobody waits for such a thread. */
    private final Set<String> stuck = new HashSet<>();
    /** Digests of texts that took too long. */
    private final Set<String> tooSlow = BoundedCollections.set(MAX_REMEMBERED);

    TimeLimitedExecutor(Duration timeout, int threads) {
        this.timeout = timeout;
        this.maxThreads = threads;
    }

    /** The executor of all Jenkinsfiles, because the number of its threads is limited. */
    static TimeLimitedExecutor shared() {
        return SHARED;
    }

    /**
     * Runs the work on a new thread.
     *
     * @param text what the work reads
     * @param maxWait how long to wait for a thread if all of them, or that of the namespace, are in use and end in time
     * @throws EngineRefusalException if the work throws it, or with {@link Reason#NOT_CONVERTIBLE} if the work takes
     *     too long or needs too much stack
     * @throws EngineFailureException if the work throws anything else, if all threads or that of the namespace are in
     *     use after the wait, or the caller is interrupted; the caller retries later
     */
    <T> T call(String namespace, String text, Duration maxWait, Callable<T> work) {
        String digest = Sha256.hexDigest(text.getBytes(StandardCharsets.UTF_8));
        if (tooSlow.contains(digest)) {
            throw tooSlow();
        }
        acquire(namespace, maxWait);
        FutureTask<T> task = new FutureTask<>(() -> {
            try {
                return work.call();
            } finally {
                // Before the caller gets the result: its next call must not find the thread in use.
                release(namespace);
            }
        });
        start(namespace, task);
        try {
            return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            tooSlow.add(digest);
            markStuck(namespace);
            throw tooSlow();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private EngineRefusalException tooSlow() {
        return new EngineRefusalException(
                Reason.NOT_CONVERTIBLE,
                "the Jenkinsfile or its JSON takes longer than " + timeout.toSeconds()
                        + " s to read; use fewer brackets in one expression");
    }

    private void acquire(String namespace, Duration maxWait) {
        long deadline = System.nanoTime() + maxWait.toNanos();
        synchronized (reading) {
            awaitThread(namespace, deadline);
            if (reading.contains(namespace)) {
                throw new EngineFailureException("Another Jenkinsfile of the namespace " + namespace
                        + " is being converted, or its conversion does not end; this conversion is retried later."
                        + RESTART);
            }
            if (reading.size() >= maxThreads) {
                // The message is for the users of one namespace, so it names no other. The log does.
                LOGGER.log(
                        Level.WARNING,
                        "All threads convert Jenkinsfiles, of the namespaces {0}",
                        String.join(" and ", reading));
                throw new EngineFailureException("Jenkinsfiles of other namespaces are being converted, or their"
                        + " conversion does not end; this conversion is retried later." + RESTART);
            }
            reading.add(namespace);
        }
    }

    private void awaitThread(String namespace, long deadline) {
        long nanos = deadline - System.nanoTime();
        while (nanos > 0 && isBusy(namespace)) {
            try {
                // At least one millisecond: zero means without a limit.
                reading.wait(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            nanos = deadline - System.nanoTime();
        }
    }

    /** Returns true if there is no thread now, and one may be free soon. */
    private boolean isBusy(String namespace) {
        return reading.contains(namespace)
                ? !stuck.contains(namespace)
                : reading.size() >= maxThreads && stuck.size() < maxThreads;
    }

    private void markStuck(String namespace) {
        synchronized (reading) {
            if (reading.contains(namespace)) {
                stuck.add(namespace);
                reading.notifyAll();
            }
        }
    }

    private static EngineFailureException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new EngineFailureException("Interrupted while converting a Jenkinsfile; the conversion is retried", e);
    }

    private void release(String namespace) {
        synchronized (reading) {
            reading.remove(namespace);
            stuck.remove(namespace);
            reading.notifyAll();
        }
    }

    private static void start(String namespace, FutureTask<?> task) {
        Thread thread = DaemonThreads.create("converts a Jenkinsfile of " + namespace, task, STACK_BYTES);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof StackOverflowError) {
            return new EngineRefusalException(
                    Reason.NOT_CONVERTIBLE,
                    "the Jenkinsfile or its JSON is nested too deeply; use fewer levels of blocks");
        }
        // A parser may quote the Jenkinsfile in its message; the message of a LinkageError is the name of a class.
        return cause instanceof EngineRefusalException refusal
                ? refusal
                : new EngineFailureException(
                        "A Jenkinsfile could not be converted, because an error occurred; the conversion is retried",
                        cause instanceof LinkageError ? cause : MaskedException.hideMessages(cause));
    }
}
