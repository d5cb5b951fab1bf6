package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for work that nobody waits for: they exist while there is some, and do not hold up the end of the process. */
public final class WorkerPools {
    private static final long KEPT_SECONDS = 10;

    private WorkerPools() {}

    /**
     * Gives lanes, to be shut down by the caller.
     *
     * @param name what they are for; thread dumps show it behind ours
     * @param width how many works run at once
     */
    public static ScheduledThreadPoolExecutor of(String name, int width) {
        ScheduledThreadPoolExecutor lanes = new ScheduledThreadPoolExecutor(width, task -> {
            Thread thread = new Thread(task, "kubesphere-devops " + name);
            thread.setDaemon(true);
            return thread;
        });
        lanes.setKeepAliveTime(KEPT_SECONDS, TimeUnit.SECONDS);
        lanes.allowCoreThreadTimeOut(true);
        return lanes;
    }
}
