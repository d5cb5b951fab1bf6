package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FinalWriteRetryPolicyTest {
    private static final String RUN = "uid-1";

    private long nanos = Long.MAX_VALUE - 1; // The clock overflows during the test.
    private final FinalWriteRetryPolicy limit = new FinalWriteRetryPolicy(() -> nanos);

    @Test
    void aFailureOfTheServerIsRepeatedForHalfAMinute() {
        assertThat(limit.allowsRetry(RUN, answer(500))).isTrue();
        nanos += FinalWriteRetryPolicy.LIMIT.toNanos() - 1;
        assertThat(limit.allowsRetry(RUN, answer(503))).isTrue();
        nanos += 1;
        assertThat(limit.allowsRetry(RUN, answer(429))).isFalse();
        assertThat(limit.allowsRetry("uid-2", answer(409))).isTrue();
    }

    @Test
    void aRunThatWasForgottenBeginsAgain() {
        limit.allowsRetry(RUN, answer(500));
        nanos += FinalWriteRetryPolicy.LIMIT.toNanos();
        limit.forget(RUN);

        assertThat(limit.allowsRetry(RUN, answer(500))).isTrue();
    }

    @Test
    void aFailureOfTheEngineIsRepeatedForHalfAMinute() {
        assertThat(limit.allowsRetry(RUN, new IllegalStateException("disk full")))
                .isTrue();
        nanos += FinalWriteRetryPolicy.LIMIT.toNanos();
        assertThat(limit.allowsRetry(RUN, new IllegalStateException("disk full")))
                .isFalse();
    }

    /** A run stayed Running for ever behind a proxy that cut each connection on which its stages were sent. */
    @Test
    void withoutAnAnswerTheLimitIsFiveMinutes() {
        KubernetesClientException away = new KubernetesClientException("away", new IOException("refused"));
        limit.allowsRetry(RUN, away);
        nanos += FinalWriteRetryPolicy.LIMIT_WITHOUT_ANSWER.toNanos() - 1;

        assertThat(limit.allowsRetry(RUN, away)).isTrue();
        assertThat(limit.allowsRetry(RUN, answer(500))).as("the first answer").isTrue();
        nanos += 1;
        assertThat(limit.allowsRetry(RUN, away)).isFalse();
        limit.forget(RUN);
        assertThat(limit.allowsRetry(RUN, away)).isTrue();
    }

    @Test
    void aRefusalIsNotRepeated() {
        assertThat(limit.allowsRetry(RUN, answer(403))).isFalse();
        assertThat(limit.allowsRetry(RUN, answer(404))).isFalse();
        assertThat(limit.allowsRetry(RUN, answer(413))).isFalse();
        assertThat(limit.allowsRetry(RUN, new ForeignConfigMapException("delete it")))
                .isFalse();
        assertThat(limit.allowsRetry(RUN, new KubernetesClientException("etcdserver: request is too large", 500, null)))
                .isFalse();
    }

    private static KubernetesClientException answer(int code) {
        return new KubernetesClientException("refused", code, null);
    }
}
