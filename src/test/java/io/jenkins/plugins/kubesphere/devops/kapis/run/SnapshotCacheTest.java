package io.jenkins.plugins.kubesphere.devops.kapis.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SnapshotCacheTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger reads = new AtomicInteger();
    private final SnapshotCache cache = new SnapshotCache(now::get);

    @Test
    void manyClientsReadOnce() {
        for (int client = 0; client < 100; client++) {
            assertThat(read("[1]")).contains("[1]");
        }
        assertThat(reads).hasValue(1);

        now.addAndGet(SnapshotCache.MIN_READ_INTERVAL.toNanos());
        assertThat(read("[2]")).contains("[2]");
        assertThat(reads).hasValue(2);
    }

    @Test
    void timeThatPassesDoesNotMakeAVersion() {
        VersionedText first = cache.get("uid", () -> Optional.of("[{\"durationInMillis\":10}]"))
                .orElseThrow();
        now.addAndGet(SnapshotCache.MIN_READ_INTERVAL.toNanos());
        assertThat(cache.get("uid", () -> Optional.of("[{\"durationInMillis\":20}]")))
                .containsSame(first);
        now.addAndGet(SnapshotCache.MIN_READ_INTERVAL.toNanos());
        assertThat(cache.get("uid", () -> Optional.of("[{\"durationInMillis\":30,\"state\":\"FINISHED\"}]"))
                        .orElseThrow()
                        .version())
                .isNotEqualTo(first.version());
    }

    @Test
    void nothingIsRememberedAsWell() {
        assertThat(cache.get("uid", this::nothing)).isEmpty();
        assertThat(cache.get("uid", this::nothing)).isEmpty();
        assertThat(reads).hasValue(1);
    }

    private Optional<String> nothing() {
        reads.incrementAndGet();
        return Optional.empty();
    }

    /** Jenkins may block for a minute while it resumes a build. */
    @Test
    void whoComesWhileItIsReadGetsTheLastSnapshotAtOnce() throws Exception {
        read("[1]");
        now.addAndGet(SnapshotCache.MIN_READ_INTERVAL.toNanos());
        CountDownLatch isReading = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> slow = other.submit(() -> cache.get("uid", () -> {
                isReading.countDown();
                awaitQuietly(mayGoOn);
                return Optional.of("[2]");
            }));
            assertThat(isReading.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(read("[3]")).contains("[1]");

            mayGoOn.countDown();
            slow.get(10, TimeUnit.SECONDS);
            assertThat(read("[3]")).contains("[2]");
        } finally {
            mayGoOn.countDown();
            other.shutdown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> read(String text) {
        return cache.get("uid", () -> {
                    reads.incrementAndGet();
                    return Optional.of(text);
                })
                .map(VersionedText::text);
    }
}
