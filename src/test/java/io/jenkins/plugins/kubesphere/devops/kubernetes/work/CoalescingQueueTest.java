package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class CoalescingQueueTest {
    private static final JobName WEB = new JobName("demo", "web");
    private static final JobName API = new JobName("demo", "api");
    private static final Duration SOON = Duration.ZERO;
    private static final Duration NEVER = Duration.ofHours(1);

    private final Queue<JobName> handled = new ConcurrentLinkedQueue<>();

    @Test
    void manyRequestsForAJobAreCombined() {
        try (CoalescingQueue<JobName> queue = new CoalescingQueue<>("test", NEVER, handled::add)) {
            queue.schedule(WEB, SOON);
            await("the first request is handled at once").until(() -> handled.contains(WEB));
            for (int i = 0; i < 100; i++) {
                queue.schedule(WEB, SOON);
            }
            queue.schedule(API, SOON);
            await("another job does not wait").until(() -> handled.contains(API));

            assertThat(handled).containsExactly(WEB, API);
        }
    }

    @Test
    void theMostUrgentRequestDecides() {
        try (CoalescingQueue<JobName> queue = new CoalescingQueue<>("test", SOON, handled::add)) {
            queue.schedule(WEB, NEVER);
            queue.schedule(WEB, SOON);
            await("WEB is handled").until(() -> handled.contains(WEB));
            queue.schedule(API, SOON);
            queue.schedule(API, NEVER);
            await("API is handled").until(() -> handled.contains(API));
        }
    }

    @Test
    void aFailureDoesNotStopTheNextWork() {
        try (CoalescingQueue<JobName> queue = new CoalescingQueue<>("test", SOON, job -> {
            handled.add(job);
            if (job.equals(WEB)) {
                throw new IllegalStateException("broken on purpose");
            }
        })) {
            queue.schedule(WEB, SOON);
            queue.schedule(API, SOON);

            await("the next request is handled").until(() -> handled.contains(API));
        }
    }
}
