package io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that creates it if it is not closed in time. Git and HTTP clients end then, also if the server
 * never answers.
 */
final class ReadingTimeLimit implements AutoCloseable {
    private final Thread reader = Thread.currentThread();
    private final Future<?> interruption;
    private boolean isClosed;
    private boolean isExceeded;

    ReadingTimeLimit(ScheduledExecutorService timer, Duration limit) {
        interruption = timer.schedule(this::interrupt, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void interrupt() {
        if (!isClosed) {
            isExceeded = true;
            reader.interrupt();
        }
    }

    synchronized boolean isExceeded() {
        return isExceeded;
    }

    /** After this call the thread is not interrupted any more, and can be used for something else. */
    @Override
    public synchronized void close() {
        isClosed = true;
        interruption.cancel(false);
        if (isExceeded) {
            Thread.interrupted();
        }
    }
}
