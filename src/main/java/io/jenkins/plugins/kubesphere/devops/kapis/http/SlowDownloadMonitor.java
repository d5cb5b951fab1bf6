package io.jenkins.plugins.kubesphere.devops.kapis.http;

import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ends downloads whose clients take too little of them. A download holds a thread of the server, which waits in a write. The
 * server itself ends a write only if the client takes nothing at all for half a minute. Thread-safe.
 */
public final class SlowDownloadMonitor implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(SlowDownloadMonitor.class.getName());
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** 8 KiB in a second: ten downloads at once over a line of 1 Mbit/s take more. */
    private static final long MIN_BYTES = 60 * 8_192;

    private static final int CHECKS_IN_WINDOW = 6;

    private final Duration window;
    private final long minBytes;
    private final Set<Download> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService checker = WorkerPoolFactory.createScheduled("rest-api-downloads", 1);

    public SlowDownloadMonitor() {
        this(WINDOW, MIN_BYTES);
    }

    /** @param minBytes how much of a download a client must take in each window */
    SlowDownloadMonitor(Duration window, long minBytes) {
        this.window = window;
        this.minBytes = minBytes;
        long interval = window.toMillis() / CHECKS_IN_WINDOW;
        checker.scheduleWithFixedDelay(
                () -> running.forEach(Download::check), interval, interval, TimeUnit.MILLISECONDS);
    }

    /**
     * Begins a download. The thread that calls this is interrupted if the client is too slow.
     *
     * @param file what that thread sends, piece by piece: it reads a piece when the client has taken the one before
     * @return the same file; the download ends when that thread closes it
     */
    public InputStream watch(InputStream file) {
        Download download = new Download(file);
        running.add(download);
        return download;
    }

    @Override
    public void close() {
        checker.shutdownNow();
    }

    private final class Download extends FilterInputStream {
        private final Thread sender = Thread.currentThread();
        // All guarded by this.
        private long windowStart = System.nanoTime();
        private long read;
        private boolean isTooSlow;
        private boolean isClosed;

        Download(InputStream file) {
            super(file);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            add(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int bytes = super.read(target, offset, length);
            add(bytes);
            return bytes;
        }

        private synchronized void add(int bytes) {
            read += Math.max(0, bytes);
        }

        /** Also interrupts again: the thread may have been doing something else than waiting. */
        synchronized void check() {
            long now = System.nanoTime();
            if (isClosed || !isTooSlow && now - windowStart < window.toNanos()) {
                return;
            }
            if (isTooSlow || read < minBytes) {
                if (!isTooSlow) {
                    LOGGER.log(Level.FINE, "A download is ended: its client takes too little of it");
                }
                isTooSlow = true;
                sender.interrupt();
                return;
            }
            windowStart = now;
            read = 0;
        }

        @Override
        public void close() throws IOException {
            synchronized (this) {
                isClosed = true;
                if (isTooSlow) {
                    // The thread goes on with other requests.
                    Thread.interrupted();
                }
            }
            running.remove(this);
            super.close();
        }
    }
}
