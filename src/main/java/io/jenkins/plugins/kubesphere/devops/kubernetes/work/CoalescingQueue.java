package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs work that may be delayed. Several requests for one key are merged into one execution, and two executions for one
 * key start at least {@code minimumInterval} apart. One thread does the work; it exists only while there is work. Safe
 * for use from any thread.
 *
 * @param <K> key of the work, such as the name of a job
 */
public final class CoalescingQueue<K> implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(CoalescingQueue.class.getName());

    private final Consumer<K> work;
    private final Duration minimumInterval;
    private final ScheduledThreadPoolExecutor executor;
    private final Map<K, ScheduledFuture<?>> scheduled = new HashMap<>();
    private final Map<K, Long> lastStarts = new HashMap<>();

    /** @param work runs for one key; if it throws, it runs again after a minute */
    public CoalescingQueue(String name, Duration minimumInterval, Consumer<K> work) {
        this.work = work;
        this.minimumInterval = minimumInterval;
        executor = WorkerPoolFactory.createScheduled(name, 1);
        executor.setRemoveOnCancelPolicy(true);
    }

    /**
     * Runs the work after {@code delay}, or later if the minimum interval of the key has not passed. If the work for
     * the key is already scheduled for an earlier time, this method does nothing. If the work is scheduled for a later
     * time, this method moves it to the earlier time.
     */
    public synchronized void schedule(K key, Duration delay) {
        long now = System.nanoTime();
        long remaining = lastStarts.containsKey(key) ? lastStarts.get(key) + minimumInterval.toNanos() - now : 0;
        long wait = Math.max(delay.toNanos(), remaining);
        ScheduledFuture<?> pending = scheduled.get(key);
        if (pending != null && pending.getDelay(TimeUnit.NANOSECONDS) <= wait) {
            return;
        }
        if (pending != null) {
            pending.cancel(false);
        }
        try {
            scheduled.put(key, executor.schedule(() -> run(key), wait, TimeUnit.NANOSECONDS));
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "The work was not scheduled, because the queue is closed", e);
        }
    }

    private void run(K key) {
        synchronized (this) {
            scheduled.remove(key);
            long now = System.nanoTime();
            lastStarts.values().removeIf(time -> now - time > minimumInterval.toNanos());
            lastStarts.put(key, now);
        }
        try {
            work.accept(key);
        } catch (RuntimeException | LinkageError e) {
            LOGGER.log(Level.FINE, e, () -> key + ": the work failed and runs again in a minute");
            schedule(key, Duration.ofMinutes(1));
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
