package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs slow work for keys that belong to groups, such as Secrets that belong to namespaces. The groups take turns, and
 * at most one key of a group is in work at a time, so a group with many keys does not delay the others for long. A key
 * that waits already is not added again. Safe for use from any thread.
 *
 * @param <G> group of a key
 * @param <K> key of the work
 */
public final class FairQueue<G, K> implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(FairQueue.class.getName());

    private final Consumer<K> work;
    private final ThreadPoolExecutor executor;
    // In the order of their turns.
    private final Map<G, Set<K>> waiting = new LinkedHashMap<>();
    private final Set<G> running = new HashSet<>();

    /**
     * @param threads how many groups are in work at the same time
     * @param work runs for one key; what it throws is logged
     */
    public FairQueue(String name, int threads, Consumer<K> work) {
        this.work = work;
        this.executor = WorkerPoolFactory.createNumbered(name, threads);
    }

    /** Adds a key after the other keys of its group. */
    public void add(G group, K key) {
        synchronized (this) {
            waiting.computeIfAbsent(group, added -> new LinkedHashSet<>()).add(key);
        }
        runSoon();
    }

    /** Removes the keys of a group that wait. The key that is in work is not affected. */
    public synchronized void removeGroup(G group) {
        waiting.remove(group);
    }

    private void runSoon() {
        try {
            executor.execute(this::runNext);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "The work was not started, because the queue is closed", e);
        }
    }

    private void runNext() {
        G group;
        K key;
        synchronized (this) {
            group = findNextGroup();
            if (group == null) {
                // All groups that wait are in work. Each of them calls this method again after its key.
                return;
            }
            key = takeKey(group);
            running.add(group);
        }
        try {
            work.accept(key);
        } catch (RuntimeException | LinkageError e) {
            LOGGER.log(Level.WARNING, e, () -> key + ": the work failed; it runs again with the next change");
        } finally {
            synchronized (this) {
                running.remove(group);
                moveToEnd(group);
            }
            runSoon();
        }
    }

    private G findNextGroup() {
        return waiting.keySet().stream()
                .filter(group -> !running.contains(group))
                .findFirst()
                .orElse(null);
    }

    private K takeKey(G group) {
        Set<K> keys = waiting.get(group);
        Iterator<K> iterator = keys.iterator();
        K key = iterator.next();
        iterator.remove();
        if (keys.isEmpty()) {
            waiting.remove(group);
        }
        return key;
    }

    /** The next turn of a group is after those of all others, also if its keys were added while it was in work. */
    private void moveToEnd(G group) {
        Set<K> keys = waiting.remove(group);
        if (keys != null) {
            waiting.put(group, keys);
        }
    }

    /** Stops the queue. Keys that wait are dropped; keys in work are interrupted. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
