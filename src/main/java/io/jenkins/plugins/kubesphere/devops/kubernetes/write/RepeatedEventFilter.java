package io.jenkins.plugins.kubesphere.devops.kubernetes.write;

import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/** Remembers which Events were sent in the last ten minutes. Thread-safe. */
final class RepeatedEventFilter {
    static final Duration REPEAT_AFTER = Duration.ofMinutes(10);

    private static final int MAX_RECENT = 4_096;

    private final LongSupplier nanoTime;
    /** When the same Event may be sent again. */
    private final Map<String, Deadline> recent = BoundedCollections.map(MAX_RECENT);

    /** @param nanoTime as {@link System#nanoTime}: a clock that is set back must not hold back Events for hours */
    RepeatedEventFilter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns true if the Event may be sent now, and remembers that it is. */
    boolean accept(String key) {
        synchronized (recent) {
            Deadline next = recent.get(key);
            if (next != null && !next.hasPassed()) {
                return false;
            }
            recent.remove(key);
            recent.put(key, Deadline.after(REPEAT_AFTER, nanoTime));
            return true;
        }
    }
}
