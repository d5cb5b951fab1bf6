package io.jenkins.plugins.kubesphere.devops.jenkins.engine.queue;

/**
 * Combines writes: one write serves all callers that asked before it started. If a hundred builds start at once, each
 * build needs a queue file without its own item, and each write takes longer the more items there are. With one write
 * for each build, the total time would grow with the square of their number. Thread-safe; the caller must not hold a
 * lock that the write needs.
 */
final class CoalescedWrite {
    private final Runnable write;
    /** The number of the write that started last. */
    private long lastStarted;

    /** The number of the last write that succeeded. */
    private long lastCompleted;

    private boolean writing;

    CoalescedWrite(Runnable write) {
        this.write = write;
    }

    /**
     * Returns when a write has succeeded that started after this call. An interruption of the thread does not stop the
     * write; the interrupt status is set again at the end.
     *
     * @throws RuntimeException if the write of this thread fails; other threads that wait for it then start a write
     *     themselves
     */
    void run() {
        boolean interrupted = Thread.interrupted();
        try {
            interrupted |= runUninterrupted();
        } finally {
            if (interrupted || Thread.interrupted()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean runUninterrupted() {
        boolean interrupted = false;
        long writeNumber;
        synchronized (this) {
            // A write that is already running may have read the state before the caller's change, so the next write is
            // needed.
            long needed = lastStarted + 1;
            while (writing && lastCompleted < needed) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (lastCompleted >= needed) {
                return interrupted;
            }
            writing = true;
            writeNumber = ++lastStarted;
        }
        boolean written = false;
        try {
            write.run();
            written = true;
        } finally {
            synchronized (this) {
                writing = false;
                if (written) {
                    lastCompleted = writeNumber;
                }
                notifyAll();
            }
        }
        return interrupted;
    }
}
