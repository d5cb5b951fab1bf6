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
 * Work that may be put off: of any number of requests for a key one is carried out, not before {@code rest} has passed since
 * the last one. One thread, which exists while there is work. Safe for use from any thread.
 *
 * @param <K> what the work is about
 */
public final class CoalescingQueue<K> implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(CoalescingQueue.class.getName());

    private final Consumer<K> work;
    private final Duration rest;
    private final ScheduledThreadPoolExecutor thread;
    private final Map<K, ScheduledFuture<?>> waiting = new HashMap<>();
    private final Map<K, Long> lastTimes = new HashMap<>();

    /** @param work throws if it is to be tried again after a minute */
    public CoalescingQueue(String name, Duration rest, Consumer<K> work) {
        this.work = work;
        this.rest = rest;
        thread = WorkerPools.of(name, 1);
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Has the work done after that time at the latest, or once the key has rested. */
    public synchronized void within(Duration time, K key) {
        long now = System.nanoTime();
        long rested = lastTimes.containsKey(key) ? lastTimes.get(key) + rest.toNanos() - now : 0;
        long wait = Math.max(time.toNanos(), rested);
        ScheduledFuture<?> before = waiting.get(key);
        if (before != null && before.getDelay(TimeUnit.NANOSECONDS) <= wait) {
            return;
        }
        if (before != null) {
            before.cancel(false);
        }
        try {
            waiting.put(key, thread.schedule(() -> run(key), wait, TimeUnit.NANOSECONDS));
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "the session is closing", e);
        }
    }

    private void run(K key) {
        synchronized (this) {
            waiting.remove(key);
            long now = System.nanoTime();
            lastTimes.values().removeIf(time -> now - time > rest.toNanos());
            lastTimes.put(key, now);
        }
        try {
            work.accept(key);
        } catch (RuntimeException | LinkageError e) {
            LOGGER.log(Level.FINE, e, () -> key + " is looked at again in a minute");
            within(Duration.ofMinutes(1), key);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
