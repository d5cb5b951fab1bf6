package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Runs tasks in the background and shares its threads between the namespaces, as {@link NamespaceSlots} says. So tasks
 * of one namespace that take long or never end do not keep the tasks of other namespaces from running. The tasks of one
 * namespace start in the order of their submission. Thread-safe.
 */
public final class FairExecutor implements AutoCloseable {
    private static final Duration TERMINATION = Duration.ofSeconds(2);

    private static final long CHECK_MILLIS = 250;

    private final ExecutorService threads;
    private final NamespaceSlots slots;
    /** The namespace that was served last is at the end. A namespace without a task that waits is not in the map. */
    private final Map<String, Queue<Runnable>> waiting = new LinkedHashMap<>();

    private boolean isCheckScheduled;

    /** @param maxThreads how many tasks run at once */
    public FairExecutor(String name, int maxThreads) {
        this(WorkerPoolFactory.createNumbered(name, maxThreads), maxThreads);
    }

    FairExecutor(ExecutorService threads, int maxThreads) {
        this(threads, new NamespaceSlots(maxThreads));
    }

    private FairExecutor(ExecutorService threads, NamespaceSlots slots) {
        this.threads = threads;
        this.slots = slots;
    }

    /**
     * Creates an executor for tasks that are short as a rule. As long as other namespaces have tasks, a namespace gets
     * only threads for half of the processors, and one more for each second in which its tasks do not end. Otherwise a
     * namespace with hundreds of tasks would keep all processors busy, and each task of another namespace would take
     * several times longer.
     */
    public static FairExecutor forShortTasks(String name, int maxThreads) {
        int besideOthers = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new FairExecutor(
                WorkerPoolFactory.createNumbered(name, maxThreads),
                new NamespaceSlots(maxThreads, besideOthers, System::nanoTime));
    }

    /**
     * Creates an executor for tasks that wait for other servers. If several namespaces have servers that do not answer,
     * three quarters of the threads for one of them would be too many.
     *
     * @param maxOfNamespace how many tasks of one namespace run at once
     */
    public static FairExecutor withLimit(String name, int maxThreads, int maxOfNamespace) {
        return new FairExecutor(
                WorkerPoolFactory.createNumbered(name, maxThreads),
                NamespaceSlots.withLimit(maxThreads, maxOfNamespace));
    }

    /**
     * Runs a task when its namespace gets a thread.
     *
     * @throws RejectedExecutionException if this executor was closed
     */
    public void execute(String namespace, Runnable task) {
        if (isClosed()) {
            throw new RejectedExecutionException("the session is closed");
        }
        synchronized (this) {
            waiting.computeIfAbsent(namespace, name -> new ArrayDeque<>()).add(task);
        }
        startNext();
    }

    private synchronized void startNext() {
        Optional<String> next = slots.chooseNext(waiting.keySet().stream());
        while (next.isPresent() && !isClosed()) {
            start(next.get());
            next = slots.chooseNext(waiting.keySet().stream());
        }
        if (slots.dependsOnTime() && !waiting.isEmpty() && !isCheckScheduled && !isClosed()) {
            isCheckScheduled = true;
            CompletableFuture.delayedExecutor(CHECK_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(this::checkAgain);
        }
    }

    /** No task may begin or end when the time has come to start another one. */
    private void checkAgain() {
        synchronized (this) {
            isCheckScheduled = false;
        }
        startNext();
    }

    private void start(String namespace) {
        Queue<Runnable> tasks = waiting.remove(namespace);
        Runnable task = tasks.remove();
        if (!tasks.isEmpty()) {
            waiting.put(namespace, tasks);
        }
        slots.tryAcquire(namespace);
        try {
            threads.execute(() -> run(namespace, task));
        } catch (RuntimeException | Error e) {
            // No thread can be created. The task is not lost: the end of another one starts it.
            slots.release(namespace);
            waiting.computeIfAbsent(namespace, name -> new ArrayDeque<>()).add(task);
            throw e;
        }
    }

    private void run(String namespace, Runnable task) {
        try {
            task.run();
        } finally {
            synchronized (this) {
                slots.release(namespace);
            }
            startNext();
        }
    }

    /** Returns true if this executor was closed. Tasks that still run are interrupted soon. */
    public boolean isClosed() {
        return threads.isShutdown();
    }

    /** Returns the threads, for a caller that shuts them down and waits for their end itself. */
    public ExecutorService threads() {
        return threads;
    }

    /** Drops the tasks that wait, and interrupts those that do not end within two seconds. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(TERMINATION.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }
}
