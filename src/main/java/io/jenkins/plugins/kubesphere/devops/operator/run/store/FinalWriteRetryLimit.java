package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ApiFailureDescriber;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Decides whether the last documents of a run are tried again before its final status is written. Without a limit, a
 * failure that lasts would keep the run from ending. Thread-safe.
 */
final class FinalWriteRetryLimit {
    /** Counted from the first attempt that got an answer. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final int MAX_RUNS = 10_000;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;

    private final LongSupplier nanoTime;
    private final Map<String, Long> firstFailures = BoundedCollections.map(MAX_RUNS);

    FinalWriteRetryLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param uid UID of the run whose documents were not written */
    boolean allowsRetry(String uid, Throwable failure) {
        if (failure instanceof KubernetesClientException refused) {
            if (ApiFailureDescriber.isWithoutAnswer(refused)) {
                return true; // The status could not be written either.
            }
            if (!mayPass(refused)) {
                return false;
            }
        }
        long now = nanoTime.getAsLong();
        Long first = firstFailures.putIfAbsent(uid, now);
        return first == null || now - first < LIMIT.toNanos();
    }

    private static boolean mayPass(KubernetesClientException refused) {
        int code = refused.getCode();
        return !PatchWriter.isTooLarge(refused)
                && (code == TOO_MANY_REQUESTS || code >= FIRST_SERVER_ERROR || code == HttpURLConnection.HTTP_CONFLICT);
    }

    /** Forgets the run with this UID, because nothing more is written for it. */
    void forget(String uid) {
        firstFailures.remove(uid);
    }
}
