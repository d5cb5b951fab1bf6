package io.jenkins.plugins.kubesphere.devops.kapis.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reads something that changes all the time, at most once in a quarter of a second, however many clients want it. Clients
 * get the last snapshot while a new one is read, because Jenkins may block for a minute.
 */
final class SnapshotCache {
    /** The minimum time between two reads. A snapshot may be older: as old as the read that takes long. */
    static final Duration MIN_READ_INTERVAL = Duration.ofMillis(250);

    private static final Duration MAX_WAIT = Duration.ofSeconds(1);
    private static final Duration UNUSED = Duration.ofMinutes(1);
    private static final int MAX_SNAPSHOTS = 100;

    private final LongSupplier nanoTime;
    private final Cache<String, Slot> slots = Caffeine.newBuilder()
            .maximumSize(MAX_SNAPSHOTS)
            .expireAfterAccess(UNUSED)
            .build();

    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile Optional<VersionedText> snapshot = Optional.empty();
        private volatile long readAt;
        private volatile boolean wasRead;
    }

    SnapshotCache() {
        this(System::nanoTime);
    }

    SnapshotCache(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Returns the snapshot for a key. It stays the same object as long as its version does.
     *
     * @param read returns empty if there is nothing
     * @return empty also if another thread reads the first snapshot, and takes long
     */
    Optional<VersionedText> get(String key, Supplier<Optional<String>> read) {
        Slot slot = slots.get(key, missing -> new Slot());
        if (!isFresh(slot) && tryLock(slot)) {
            try {
                if (!isFresh(slot)) {
                    slot.snapshot = read.get().map(text -> keep(slot.snapshot, text));
                    slot.readAt = nanoTime.getAsLong();
                    slot.wasRead = true;
                }
            } finally {
                slot.lock.unlock();
            }
        }
        return slot.snapshot;
    }

    private boolean isFresh(Slot slot) {
        return slot.wasRead && nanoTime.getAsLong() - slot.readAt < MIN_READ_INTERVAL.toNanos();
    }

    private static boolean tryLock(Slot slot) {
        if (slot.wasRead) {
            return slot.lock.tryLock();
        }
        try {
            return slot.lock.tryLock(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static VersionedText keep(Optional<VersionedText> before, String text) {
        VersionedText now = VersionedText.of(text);
        return before.filter(known -> known.version().equals(now.version())).orElse(now);
    }
}
