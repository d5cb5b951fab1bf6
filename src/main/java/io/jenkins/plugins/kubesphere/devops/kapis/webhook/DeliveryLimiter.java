package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The rate limit of webhooks. Signed pushes and unsigned pushes are counted apart, so that unsigned ones cannot use up the
 * limit of signed ones. Thread-safe.
 */
final class DeliveryLimiter {
    static final int MAX_AT_ONCE = 10;
    static final int MAX_PER_MINUTE = 60;
    private static final int MAX_REPOSITORIES = 10_000;
    private static final int RETRY_SECONDS = 5;

    private final Semaphore free = new Semaphore(MAX_AT_ONCE);
    private final Cache<Source, Window> windows;
    private final Ticker ticker;

    /**
     * What has a rate limit of its own.
     *
     * @param namespace of the pipelines that it starts
     * @param repository as a Pipeline names it; never text of the sender, who could change it with each push
     * @param verified whether the pushes are signed
     */
    record Source(String namespace, RepositoryAddress repository, boolean verified) {}

    private record Window(long begin, AtomicInteger count) {}

    DeliveryLimiter(Ticker ticker) {
        this.ticker = ticker;
        this.windows = Caffeine.newBuilder()
                .maximumSize(MAX_REPOSITORIES)
                .ticker(ticker)
                .expireAfterWrite(Duration.ofMinutes(1))
                .build();
    }

    /**
     * Runs the work for a delivery, unless too many deliveries are in work.
     *
     * @throws KapisException 429
     */
    <T> T call(Supplier<T> work) {
        if (!free.tryAcquire()) {
            throw KapisException.tooManyRequests(
                    "more than " + MAX_AT_ONCE + " webhooks arrive at once", Duration.ofSeconds(RETRY_SECONDS));
        }
        try {
            return work.get();
        } finally {
            free.release();
        }
    }

    /**
     * Counts a push that starts something.
     *
     * @throws KapisException 429 if there were too many of this source in the last minute
     */
    void count(Source source) {
        Window window = windows.get(source, missing -> new Window(ticker.read(), new AtomicInteger()));
        if (window.count().incrementAndGet() > MAX_PER_MINUTE) {
            Duration left = Duration.ofMinutes(1).minusNanos(ticker.read() - window.begin());
            throw KapisException.tooManyRequests(
                    "more than " + MAX_PER_MINUTE + " pushes of one repository arrive in a minute", left);
        }
    }
}
