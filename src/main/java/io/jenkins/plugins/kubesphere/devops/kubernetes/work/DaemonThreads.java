package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import java.util.concurrent.ThreadFactory;

/**
 * Creates the threads of the plugin. Each has a name for thread dumps, and does not keep the process running.
 */
public final class DaemonThreads {
    private static final long DEFAULT_STACK = 0;

    private DaemonThreads() {}

    /**
     * Creates a thread, which the caller starts.
     *
     * @param name its purpose; thread dumps show it after the name of the plugin
     */
    public static Thread create(String name, Runnable task) {
        return create(name, task, DEFAULT_STACK);
    }

    /**
     * Like {@link #create(String, Runnable)}, with a stack of this size.
     *
     * @param stackBytes 0 for the default
     */
    public static Thread create(String name, Runnable task, long stackBytes) {
        Thread thread = new Thread(null, task, "kubesphere-devops " + name, stackBytes);
        thread.setDaemon(true);
        // Libraries load resources and services through this class loader. In Jenkins a thread inherits it from an
        // arbitrary other thread. If that runs a Jenkinsfile, it is the class loader of the build, which refers to all
        // nodes of the build.
        thread.setContextClassLoader(DaemonThreads.class.getClassLoader());
        return thread;
    }

    static ThreadFactory factory(String name) {
        return task -> create(name, task);
    }
}
