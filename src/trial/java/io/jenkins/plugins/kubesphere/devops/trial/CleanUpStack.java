package io.jenkins.plugins.kubesphere.devops.trial;

import io.jenkins.plugins.kubesphere.devops.trial.output.TerminalPrinter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;

/** Closes the resources of a trial at its end, the newest first. Any thread may call the methods. */
final class CleanUpStack {
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private final TerminalPrinter terminal;

    CleanUpStack(TerminalPrinter terminal) {
        this.terminal = terminal;
    }

    /** Closes the resource at the end of the trial. */
    <C extends AutoCloseable> C add(C resource) {
        synchronized (resources) {
            resources.push(resource);
        }
        return resource;
    }

    /** Returns true if the clean-up has started. */
    boolean hasStarted() {
        return started.get();
    }

    /**
     * Closes all resources. Does nothing if the clean-up has started already.
     *
     * @param mainThread the main thread, which is interrupted; null if the main thread calls this method
     */
    void run(Thread mainThread) {
        if (started.getAndSet(true)) {
            return;
        }
        if (mainThread != null) {
            mainThread.interrupt();
        }
        synchronized (resources) {
            if (!resources.isEmpty()) {
                terminal.printLine("trial", "cleaning up");
            }
            while (!resources.isEmpty()) {
                try {
                    resources.pop().close();
                } catch (Exception e) {
                    terminal.printLine("trial", "a step of the clean-up failed; the other steps still run: " + e);
                }
            }
        }
    }
}
