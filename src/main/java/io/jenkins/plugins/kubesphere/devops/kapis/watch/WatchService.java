package io.jenkins.plugins.kubesphere.devops.kapis.watch;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.jenkins.plugins.kubesphere.devops.kapis.http.ConcurrencyLimit;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the watches of all clients up to date with a few threads. A watch holds no thread of the server. */
public final class WatchService implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(WatchService.class.getName());
    private static final int MAX_WATCHES = 200;
    private static final int MAX_WATCHES_OF_CALLER = 20;
    private static final int WORKERS = 4;
    private static final long PERIOD_MILLIS = 250;

    private final ObjectWriter json;
    private final WatchTimings timings;
    private final EventBudget budget;
    private final ConcurrencyLimit limit = new ConcurrencyLimit("watches", MAX_WATCHES, MAX_WATCHES_OF_CALLER);
    private final Map<EventStream, Watch> watches = new ConcurrentHashMap<>();
    private final ScheduledExecutorService pump = WorkerPoolFactory.createScheduled("rest-api-watch-pump", 1);
    private final ExecutorService workers = WorkerPoolFactory.createNumbered("rest-api-watch", WORKERS);
    /** Set before the map is emptied: a watch that comes into it later is closed by the thread that has put it there. */
    private volatile boolean isClosed;

    public WatchService(ObjectWriter json, WatchTimings timings) {
        this(json, timings, EventBudget.MAX_BYTES);
    }

    /** @param maxBytes of all events together that clients have not taken yet */
    WatchService(ObjectWriter json, WatchTimings timings, long maxBytes) {
        this.json = json;
        this.timings = timings;
        this.budget = new EventBudget(maxBytes);
    }

    public void start() {
        pump.scheduleWithFixedDelay(this::update, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Lets the watches that may show a change read their answers again. Returns at once. */
    public void onChange(ObjectChange change) {
        watches.values().forEach(watch -> watch.onChange(change));
    }

    /**
     * Begins to answer a request for as long as its client listens.
     *
     * @param caller identifies who watches, for the limit of watches and the memory that they share
     * @param answer what is watched
     * @param lastEventId what the client has already
     * @throws io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException 429 or 503 if there are too many watches
     * @throws IOException if the answer cannot be begun; the request has ended then
     */
    public void watch(HttpServletRequest request, String caller, Watchable answer, Optional<String> lastEventId)
            throws IOException {
        ConcurrencyLimit.Permit permit = limit.acquire(caller);
        boolean isOpen = false;
        try {
            EventStream stream = EventStream.open(request.startAsync(), new StreamListener(permit));
            isOpen = true;
            Watch watch = new Watch(
                    stream, answer, lastEventId, (target, id, value) -> send(target, caller, id, value), timings);
            watches.put(stream, watch);
            if (isClosed) {
                stream.close();
            }
            if (stream.isClosed()) {
                // The client disconnected before it was in the map.
                watches.remove(stream);
            }
        } finally {
            if (!isOpen) {
                permit.close();
            }
        }
    }

    /** Called while the stream is locked. Budget and limit are locked after it, and call no stream. */
    private final class StreamListener implements EventStream.Listener {
        private final ConcurrencyLimit.Permit permit;

        StreamListener(ConcurrencyLimit.Permit permit) {
            this.permit = permit;
        }

        @Override
        public void onTaken(EventStream stream) {
            budget.release(stream);
        }

        @Override
        public void onClosed(EventStream stream) {
            watches.remove(stream);
            budget.release(stream);
            permit.close();
        }
    }

    private int send(EventStream stream, String caller, String id, Object value) throws IOException {
        LimitedByteArrayOutputStream buffer = new LimitedByteArrayOutputStream();
        json.writeValue(buffer, value);
        byte[] data = onOneLine(buffer.toByteArray());
        // Streams of other callers may be closed here. Their clients do not read, so they cannot be told why. Browsers
        // ask again.
        budget.reserve(stream, caller, data.length).forEach(EventStream::close);
        stream.send(id, "change", data);
        if (stream.isClosed()) {
            budget.release(stream);
        }
        return data.length;
    }

    /** Between the values of JSON, a line break means nothing, and inside of texts there is none. */
    private static byte[] onOneLine(byte[] json) {
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                json[i] = ' ';
            }
        }
        return json;
    }

    private void update() {
        long now = System.nanoTime();
        watches.forEach((stream, watch) -> {
            try {
                stream.beatIfDue(now, timings.heartbeat(), timings.maxWrite());
                if (watch.begin()) {
                    hand(watch);
                }
            } catch (RuntimeException | OutOfMemoryError e) {
                // It must not end the schedule: all clients would wait for ever.
                LOGGER.log(Level.WARNING, "A watch could not be looked at; the others go on", e);
            }
        });
    }

    private void hand(Watch watch) {
        try {
            workers.execute(watch::update);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOGGER.log(Level.WARNING, "A client that watches cannot be served now; it is tried again", e);
            watch.abandon();
        }
    }

    @Override
    public void close() {
        isClosed = true;
        pump.shutdownNow();
        workers.shutdownNow();
        watches.keySet().forEach(EventStream::close);
    }
}
