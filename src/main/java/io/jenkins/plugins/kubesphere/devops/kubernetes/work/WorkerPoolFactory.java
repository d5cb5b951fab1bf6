package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Creates pools of daemon threads for background work. A thread ends when it is idle for a while, and it does not keep
 * the process from ending. The caller shuts a pool down. {@link DaemonThreads} names the threads after their pool.
 */
public final class WorkerPoolFactory {
    private static final long KEEP_ALIVE_SECONDS = 10;

    private WorkerPoolFactory() {}

    /**
     * Creates a pool for tasks that start after a delay.
     *
     * @param threads how many tasks run at once
     */
    public static ScheduledThreadPoolExecutor createScheduled(String name, int threads) {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(threads, DaemonThreads.factory(name));
        pool.setKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Creates a pool with one thread, which runs all tasks one after the other, in the order of their submission. */
    public static ThreadPoolExecutor createSingle(String name) {
        return createPool(1, new LinkedBlockingQueue<>(), DaemonThreads.factory(name));
    }

    /**
     * Creates a pool with one thread for tasks that may be lost. It drops a new task while too many tasks wait.
     *
     * @param maxQueued how many tasks may wait
     */
    public static ThreadPoolExecutor createDropping(String name, int maxQueued) {
        ThreadPoolExecutor pool = createPool(1, new ArrayBlockingQueue<>(maxQueued), DaemonThreads.factory(name));
        pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return pool;
    }

    /** Creates a pool that starts each task at once. The caller limits how many there are. */
    public static ThreadPoolExecutor createUnlimited(String name) {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                DaemonThreads.factory(name));
    }

    /**
     * Creates a pool whose threads are numbered.
     *
     * @param threads how many tasks run at once
     */
    public static ThreadPoolExecutor createNumbered(String name, int threads) {
        AtomicInteger number = new AtomicInteger();
        return createPool(
                threads,
                new LinkedBlockingQueue<>(),
                task -> DaemonThreads.create(name + " " + number.incrementAndGet(), task));
    }

    private static ThreadPoolExecutor createPool(int threads, BlockingQueue<Runnable> queue, ThreadFactory factory) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(threads, threads, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, queue, factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
