package io.jenkins.plugins.kubesphere.devops.kapis.watch;

import io.jenkins.plugins.kubesphere.devops.kapis.auth.ReviewUnavailableException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.VersionedReply;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A watch of one client: sends the answer again whenever it changes. */
final class Watch {
    private static final Logger LOGGER = Logger.getLogger(Watch.class.getName());
    private static final Duration MAX_END = Duration.ofSeconds(5);
    /** A watch ends when the rights were not confirmed for the time of so many checks. */
    private static final int MAX_CHECKS = 3;

    private static final long BYTES_PER_SECOND = 262_144;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final EventStream stream;
    private final Watchable answer;
    private final EventSender sender;
    private final WatchTimings timings;
    private final Duration poll;
    private final long startedAt;
    private final AtomicBoolean isBusy = new AtomicBoolean();
    /** How often the answer must be read because of changes. */
    private final AtomicInteger reads = new AtomicInteger();
    // Only the thread that has set isBusy writes these.
    private String sent;
    private volatile long readAt;
    private volatile long nextSend;
    /** When the rights were asked for. */
    private volatile long rightsAt;
    /** When they were asked for the last time that there was an answer. */
    private long confirmedAt;

    private volatile boolean hasEnded;
    private long endedAt;

    /** Sends an event to a stream. */
    @FunctionalInterface
    interface EventSender {
        /**
         * @param value is written as JSON
         * @return the size of the event in bytes
         * @throws KapisException if it is too large
         */
        int send(EventStream stream, String id, Object value) throws IOException;
    }

    /**
     * @param answer what is watched
     * @param lastEventId what the client has already
     */
    Watch(
            EventStream stream,
            Watchable answer,
            Optional<String> lastEventId,
            EventSender sender,
            WatchTimings timings) {
        long now = System.nanoTime();
        this.stream = stream;
        this.answer = answer;
        this.sender = sender;
        this.timings = timings;
        this.poll = answer.poll(timings);
        this.sent = lastEventId.orElse("");
        this.startedAt = now;
        this.readAt = now - poll.toNanos();
        this.nextSend = now;
        this.rightsAt = now;
        this.confirmedAt = now;
    }

    /** Lets the answer be read if it may show what has changed. Returns at once. */
    void onChange(ObjectChange change) {
        if (answer.mayShow(change)) {
            // A snapshot of a build may be a quarter of a second old, so it is read once more.
            reads.set(answer.showsBuilds() ? 2 : 1);
        }
    }

    /**
     * Gives the watch to a thread that has to call {@link #update}, if there is anything to do. A thread may wait long for
     * Jenkins; until then, no other one gets it.
     */
    boolean begin() {
        long now = System.nanoTime();
        boolean isDue = hasEnded || mustRead(now) || mustCheckRights(now) || isOld(now);
        return isDue && isBusy.compareAndSet(false, true);
    }

    /** While the client does not read, nothing is read for it: it gets the newest state afterwards. */
    private boolean mustRead(long now) {
        boolean isDue = reads.get() > 0 || now - readAt >= poll.toNanos();
        return isDue && now - nextSend >= 0 && stream.isIdle();
    }

    private boolean mustCheckRights(long now) {
        return now - rightsAt >= timings.rightsCheck().toNanos();
    }

    private boolean isOld(long now) {
        return now - startedAt >= timings.maxAge().toNanos();
    }

    /** Ends what {@link #begin} began without an update. */
    void abandon() {
        isBusy.set(false);
    }

    /** Sends what has changed, and lets the watch be given to another thread. */
    void update() {
        try {
            update(System.nanoTime());
        } finally {
            isBusy.set(false);
        }
    }

    private void update(long now) {
        if (hasEnded) {
            // A client that does not read does not see the end either.
            if (now - endedAt >= MAX_END.toNanos()) {
                stream.close();
            }
            return;
        }
        try {
            if (isOld(now)) {
                end("watch again", now);
                return;
            }
            boolean isCheck = mustCheckRights(now);
            if (isCheck) {
                rightsAt = now;
                answer.checkRights();
            }
            if (mustRead(now)) {
                // Before it is read: a change meanwhile must not be lost.
                reads.updateAndGet(open -> Math.max(0, open - 1));
                readAt = now;
                sendIfChanged(now);
            }
            if (isCheck) {
                // Not before it is read: that may ask for rights, too.
                confirmedAt = now;
            }
        } catch (ReviewUnavailableException e) {
            waitForReview(now, e);
        } catch (KapisException e) {
            // The object was deleted, or the right was withdrawn.
            end(e.getMessage().replaceAll("\\R", " "), now);
        } catch (RuntimeException | IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "What a client watches could not be read");
            end("the watch failed; the log of Jenkins says why", now);
        }
    }

    /** For a moment without an answer, no client must begin again. Nothing is read for it before the next check. */
    private void waitForReview(long now, ReviewUnavailableException cause) {
        long unconfirmed = System.nanoTime() - confirmedAt;
        if (unconfirmed >= timings.rightsCheck().multipliedBy(MAX_CHECKS).toNanos()) {
            // Each watch has this line, so it is one.
            LOGGER.log(Level.WARNING, () -> "A watch was ended: " + cause.getMessage());
            end("the server that checks callers does not answer; watch again in a few seconds", now);
        } else {
            rightsAt = now;
            nextSend = now + timings.rightsCheck().toNanos();
            reads.compareAndSet(0, 1);
        }
        LOGGER.log(Level.FINE, cause, () -> "The rights of a watch could not be checked");
    }

    private void end(String reason, long now) {
        endedAt = now;
        hasEnded = true;
        stream.end(reason);
    }

    private void sendIfChanged(long now) throws IOException {
        VersionedReply reply = answer.read();
        String tag = reply.tag().toString();
        if (!tag.equals(sent)) {
            int bytes = sender.send(stream, tag, reply.value().get());
            sent = tag;
            nextSend = now + bytes * NANOS_PER_SECOND / BYTES_PER_SECOND;
        }
    }
}
