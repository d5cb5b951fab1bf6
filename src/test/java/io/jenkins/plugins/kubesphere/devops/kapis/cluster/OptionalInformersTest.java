package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterTemplate;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OptionalInformersTest {
    private static final List<Class<? extends HasMetadata>> KINDS = List.of(Secret.class, ClusterTemplate.class);

    /** A template that cannot be converted must not keep pipelines from being served. */
    @Test
    void aKindThatTakesLongDoesNotStopTheOthers() {
        CountDownLatch answers = new CountDownLatch(1);
        try (OptionalInformers informers = informers(kind -> {
            if (kind == ClusterTemplate.class) {
                awaitLatch(answers);
            }
            return List.of();
        })) {
            long begin = System.nanoTime();
            informers.start();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
            assertThat(informers.isPending(Secret.class)).isFalse();
            assertThat(informers.isPending(ClusterTemplate.class)).isTrue();
            answers.countDown();
            await("the kind").until(() -> !informers.isPending(ClusterTemplate.class));
        }
    }

    @Test
    void aKindThatCouldNotBeReadIsTriedAgainSoon() {
        AtomicInteger attempts = new AtomicInteger();
        try (OptionalInformers informers = informers(kind -> {
            if (kind == Secret.class && attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("the connection was lost");
            }
            return List.of();
        })) {
            informers.start();

            assertThat(informers.isPending(Secret.class)).isFalse();
            await("the second attempt").until(() -> attempts.get() == 2);
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static OptionalInformers informers(
            Function<Class<? extends HasMetadata>, List<LocalizableProblem>> findProblems) {
        return new OptionalInformers(KINDS, findProblems, kind -> List.of());
    }
}
