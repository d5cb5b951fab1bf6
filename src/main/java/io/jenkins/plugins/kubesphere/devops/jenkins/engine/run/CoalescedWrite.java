package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

/**
 * One write for all who asked before it began. In a burst each of a hundred builds needs the queue's file without its own item,
 * and each write takes the longer the more items there are: written once for each, a burst would grow with its square. Safe for
 * use from any thread that holds no lock which the write needs.
 */
final class CoalescedWrite {
    private final Runnable write;
    private long begun;
    private long done;
    private boolean writing;

    CoalescedWrite(Runnable write) {
        this.write = write;
    }

    /**
     * Returns when a write is done that began after this call. An interruption is kept for later and does not hinder it.
     *
     * @throws RuntimeException what the write throws; whoever waits for it tries again himself
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
        long mine;
        synchronized (this) {
            // One that is under way may have looked before what we want written was so.
            long needed = begun + 1;
            while (writing && done < needed) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (done >= needed) {
                return interrupted;
            }
            writing = true;
            mine = ++begun;
        }
        boolean written = false;
        try {
            write.run();
            written = true;
        } finally {
            synchronized (this) {
                writing = false;
                if (written) {
                    done = mine;
                }
                notifyAll();
            }
        }
        return interrupted;
    }
}
