package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import java.util.concurrent.ThreadFactory;

/**
 * Creates the threads of the plugin. Each has a name for thread dumps, and does not keep the process running.
 */
public final class DaemonThreads {
    private DaemonThreads() {}

    /**
     * Creates a thread, which the caller starts.
     *
     * @param name its purpose; thread dumps show it after the name of the plugin
     */
    public static Thread create(String name, Runnable task) {
        Thread thread = new Thread(task, "kubesphere-devops " + name);
        thread.setDaemon(true);
        // Libraries load resources and services through this class loader. In Jenkins a thread inherits it from an
        // arbitrary other thread.
        thread.setContextClassLoader(DaemonThreads.class.getClassLoader());
        return thread;
    }

    static ThreadFactory factory(String name) {
        return task -> create(name, task);
    }
}
