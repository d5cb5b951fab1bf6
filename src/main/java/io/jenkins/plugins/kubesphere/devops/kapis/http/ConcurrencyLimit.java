package io.jenkins.plugins.kubesphere.devops.kapis.http;

import java.util.HashMap;
import java.util.Map;

/** Limits how many of something a caller may do at once, and how many all callers together. Thread-safe. */
public final class ConcurrencyLimit {
    private static final int TOO_MANY_REQUESTS = 429;

    private final String what;
    private final int total;
    private final int perCaller;
    private final Map<String, Integer> running = new HashMap<>();
    private int sum;

    /** @param what for the message, for example {@code downloads} */
    public ConcurrencyLimit(String what, int total, int perCaller) {
        this.what = what;
        this.total = total;
        this.perCaller = perCaller;
    }

    /** Ends what was begun. To close it twice does no harm. */
    @FunctionalInterface
    public interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Begins something.
     *
     * @param caller identifies who does it
     * @throws KapisException 429 if the caller does too much already, 503 if all do
     */
    public synchronized Permit acquire(String caller) {
        int own = running.getOrDefault(caller, 0);
        if (own >= perCaller) {
            throw new KapisException(
                    TOO_MANY_REQUESTS,
                    "TooManyRequests",
                    "you have " + own + " " + what + " already; end one, or try again later");
        }
        if (sum >= total) {
            throw KapisException.unavailable("there are " + sum + " " + what + " already; try again later");
        }
        running.put(caller, own + 1);
        sum++;
        boolean[] isOpen = {true};
        return () -> release(caller, isOpen);
    }

    private synchronized void release(String caller, boolean[] isOpen) {
        if (isOpen[0]) {
            isOpen[0] = false;
            sum--;
            running.computeIfPresent(caller, (name, own) -> own == 1 ? null : own - 1);
        }
    }
}
