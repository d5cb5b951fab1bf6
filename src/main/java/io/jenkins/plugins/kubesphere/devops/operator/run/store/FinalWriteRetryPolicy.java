package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ApiFailureDescriber;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Decides whether the last documents of a run are tried again before its final status is written. Without a limit, a
 * failure that lasts would keep the run from ending. Thread-safe.
 */
final class FinalWriteRetryPolicy {
    /** Counted from the first failure that counts. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    /**
     * For requests without an answer. If no request gets an answer, the Lease is lost and the session ends long before.
     * But a proxy may cut each connection on which the documents are sent.
     */
    static final Duration LIMIT_WITHOUT_ANSWER = Duration.ofMinutes(5);

    private static final int MAX_RUNS = 10_000;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;

    private final LongSupplier nanoTime;
    private final Map<String, Deadline> afterFailure = BoundedCollections.map(MAX_RUNS);
    private final Map<String, Deadline> withoutAnswer = BoundedCollections.map(MAX_RUNS);

    FinalWriteRetryPolicy(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param uid UID of the run whose documents were not written */
    boolean allowsRetry(String uid, Throwable failure) {
        if (failure instanceof KubernetesClientException refused) {
            if (ApiFailureDescriber.isWithoutAnswer(refused)) {
                return isWithin(LIMIT_WITHOUT_ANSWER, withoutAnswer, uid);
            }
            if (!mayPass(refused)) {
                return false;
            }
        }
        return !(failure instanceof ForeignConfigMapException) && isWithin(LIMIT, afterFailure, uid);
    }

    private boolean isWithin(Duration limit, Map<String, Deadline> deadlines, String uid) {
        return !deadlines
                .computeIfAbsent(uid, first -> Deadline.after(limit, nanoTime))
                .hasPassed();
    }

    private static boolean mayPass(KubernetesClientException refused) {
        int code = refused.getCode();
        return !PatchWriter.isTooLarge(refused)
                && (code == TOO_MANY_REQUESTS || code >= FIRST_SERVER_ERROR || code == HttpURLConnection.HTTP_CONFLICT);
    }

    /** Forgets the run with this UID, because nothing more is written for it. */
    void forget(String uid) {
        afterFailure.remove(uid);
        withoutAnswer.remove(uid);
    }
}
