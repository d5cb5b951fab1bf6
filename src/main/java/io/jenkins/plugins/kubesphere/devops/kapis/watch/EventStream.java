package io.jenkins.plugins.kubesphere.devops.kapis.watch;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The server-sent events of one client. It never waits for the client. While the client does not read, {@link #isIdle} is
 * false, and no event should be made for it. Thread-safe.
 */
final class EventStream implements WriteListener, AsyncListener {
    private static final Logger LOGGER = Logger.getLogger(EventStream.class.getName());
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final AsyncContext context;
    private final ServletOutputStream output;
    private final Listener listener;
    // All guarded by this.
    private byte[] waiting;
    private boolean isWritable;
    /** Whether the server still writes what it was given. */
    private boolean isWriting;
    /** Whether an event was sent that the client has not taken. */
    private boolean hasEvent;

    /** Also true at first: a client that has the current answer would not get even the head before the first heartbeat. */
    private boolean mustFlush = true;

    private boolean endsAfterWaiting;
    private boolean isClosed;
    /** When the client had taken everything, and what is written now was not begun. */
    private long idleAt = System.nanoTime();

    private boolean mustProbe;

    /**
     * Told about a stream, while it is locked: must be quick, and not call it. What the listener locks is locked after the
     * stream, so whoever holds that must not call a stream.
     */
    interface Listener {
        /** The client has taken the event that was sent last: nothing of it is in memory. Not called for a heartbeat. */
        void onTaken(EventStream stream);

        /** Called once, when the client has gone or the stream was ended. */
        void onClosed(EventStream stream);
    }

    private EventStream(AsyncContext context, ServletOutputStream output, Listener listener) {
        this.context = context;
        this.output = output;
        this.listener = listener;
    }

    /**
     * Begins the answer.
     *
     * @param context of a request that was just made asynchronous
     * @throws IOException if the answer cannot be begun; the request has ended then, as it has after any exception
     */
    static EventStream open(AsyncContext context, Listener listener) throws IOException {
        boolean isOpen = false;
        try {
            EventStream stream = begin(context, listener);
            isOpen = true;
            return stream;
        } finally {
            if (!isOpen) {
                // Without a time limit, nothing else would ever end the request.
                context.complete();
            }
        }
    }

    private static EventStream begin(AsyncContext context, Listener listener) throws IOException {
        HttpServletResponse response = (HttpServletResponse) context.getResponse();
        response.setContentType("text/event-stream");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        // A server or a proxy that compresses or buffers an answer would delay the events.
        response.setHeader("Content-Encoding", "identity");
        response.setHeader("Cache-Control", "no-cache, no-transform, private");
        response.setHeader("X-Accel-Buffering", "no");
        // The watch has a time limit of its own.
        context.setTimeout(0);
        EventStream stream = new EventStream(context, response.getOutputStream(), listener);
        context.addListener(stream);
        stream.output.setWriteListener(stream);
        return stream;
    }

    /**
     * Sends an event. If the stream is not {@link #isIdle idle}, it is kept until the client reads, and replaces one that is
     * kept already.
     *
     * @param id for {@code Last-Event-ID}; has no line breaks
     * @param name for example {@code change}
     * @param data has no line breaks
     */
    synchronized void send(String id, String name, byte[] data) {
        byte[] head = ("id: " + id + "\nevent: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8);
        byte[] event = new byte[head.length + data.length + 2];
        System.arraycopy(head, 0, event, 0, head.length);
        System.arraycopy(data, 0, event, head.length, data.length);
        event[event.length - 2] = '\n';
        event[event.length - 1] = '\n';
        waiting = event;
        hasEvent = true;
        write();
    }

    /** Whether the client has taken everything. */
    synchronized boolean isIdle() {
        return waiting == null && !isWriting;
    }

    /**
     * Shows the client, and the proxies between, that the stream is alive, if nothing was sent for some time. A client that
     * has gone refuses the first write only when the server has done it, so there is a second one at the next call.
     *
     * @param interval after which something is sent
     * @param maxWrite after which a client that has not taken what was sent is left
     */
    synchronized void beatIfDue(long now, Duration interval, Duration maxWrite) {
        if (!isIdle()) {
            if (now - idleAt >= maxWrite.toNanos()) {
                LOGGER.log(Level.FINE, "A client that watches does not read");
                close();
            }
        } else if (mustProbe || now - idleAt >= interval.toNanos()) {
            mustProbe = !mustProbe;
            waiting = HEARTBEAT;
            write();
        }
    }

    /** Ends the stream after an event that says why. */
    synchronized void end(String reason) {
        endsAfterWaiting = true;
        waiting = ("event: end\ndata: " + reason + "\n\n").getBytes(StandardCharsets.UTF_8);
        write();
    }

    @Override
    public synchronized void onWritePossible() {
        isWritable = true;
        write();
    }

    /** The server calls {@link #onWritePossible} if it was not ready. */
    private void write() {
        try {
            while (!isClosed && isWritable && output.isReady()) {
                if (waiting != null) {
                    byte[] event = waiting;
                    waiting = null;
                    isWriting = true;
                    mustFlush = true;
                    output.write(event);
                } else if (mustFlush) {
                    mustFlush = false;
                    output.flush();
                } else {
                    becomeIdle();
                    return;
                }
            }
        } catch (IOException | RuntimeException e) {
            // A server that uses its objects again may throw anything when the client has gone.
            LOGGER.log(Level.FINE, "A client that watched has gone", e);
            close();
        }
    }

    private void becomeIdle() {
        if (isWriting) {
            isWriting = false;
            idleAt = System.nanoTime();
        }
        if (hasEvent) {
            hasEvent = false;
            listener.onTaken(this);
        }
        if (endsAfterWaiting) {
            close();
        }
    }

    synchronized boolean isClosed() {
        return isClosed;
    }

    /** Ends the stream at once. */
    synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        waiting = null;
        listener.onClosed(this);
        try {
            context.complete();
        } catch (RuntimeException e) {
            LOGGER.log(Level.FINE, "A request that was watched has ended already", e);
        }
    }

    /** A client has gone, or its connection was cut. */
    @Override
    public void onError(Throwable cause) {
        close();
    }

    @Override
    public void onError(AsyncEvent event) {
        close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        close();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // A stream is started once.
    }
}
