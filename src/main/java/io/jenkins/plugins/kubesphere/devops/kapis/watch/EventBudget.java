package io.jenkins.plugins.kubesphere.devops.kapis.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Limits how much memory the events take that clients have not taken yet, all together. Who holds most makes room first, so
 * that a caller whose clients do not read does not end the watches of others. Thread-safe.
 */
final class EventBudget {
    /** Sixteen of the largest events. */
    static final long MAX_BYTES = 16L * LimitedByteArrayOutputStream.MAX_BYTES;

    private final long maxBytes;
    /** The oldest event first. */
    private final Map<EventStream, Share> shares = new LinkedHashMap<>();

    private long total;

    private record Share(String caller, int bytes) {}

    EventBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Counts an event that is about to be sent. A stream has one event at a time.
     *
     * @param caller whose stream it is
     * @return the streams that must be closed for it, which do not count any more; never the stream itself
     */
    synchronized List<EventStream> reserve(EventStream stream, String caller, int bytes) {
        release(stream);
        shares.put(stream, new Share(caller, bytes));
        total += bytes;
        List<EventStream> closed = new ArrayList<>();
        for (Optional<EventStream> next = next(stream); total > maxBytes && next.isPresent(); next = next(stream)) {
            release(next.get());
            closed.add(next.get());
        }
        return closed;
    }

    /** The client has taken the event of a stream, or has gone. */
    synchronized void release(EventStream stream) {
        Share share = shares.remove(stream);
        total -= share == null ? 0 : share.bytes();
    }

    /** The oldest event of the caller who holds most. */
    private Optional<EventStream> next(EventStream spared) {
        Map<String, Long> sums = new HashMap<>();
        shares.values().forEach(share -> sums.merge(share.caller(), (long) share.bytes(), Long::sum));
        EventStream found = null;
        for (Map.Entry<EventStream, Share> entry : shares.entrySet()) {
            boolean isMore = found == null
                    || sums.get(entry.getValue().caller())
                            > sums.get(shares.get(found).caller());
            if (entry.getKey() != spared && isMore) {
                found = entry.getKey();
            }
        }
        return Optional.ofNullable(found);
    }
}
