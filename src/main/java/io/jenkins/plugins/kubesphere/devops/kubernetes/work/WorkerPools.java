package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Creates pools of daemon threads for background work. A thread ends when it is idle for a while, and it does not keep
 * the process from ending.
 */
public final class WorkerPools {
    private static final long KEPT_SECONDS = 10;

    private WorkerPools() {}

    /**
     * Creates a pool. The caller shuts it down.
     *
     * @param name purpose of the threads; thread dumps show it after the name of the plugin
     * @param threads how many tasks run at once
     */
    public static ScheduledThreadPoolExecutor create(String name, int threads) {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(threads, task -> {
            Thread thread = new Thread(task, "kubesphere-devops " + name);
            thread.setDaemon(true);
            return thread;
        });
        pool.setKeepAliveTime(KEPT_SECONDS, TimeUnit.SECONDS);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
