package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
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

    private final Queue<JobName> done = new ConcurrentLinkedQueue<>();

    @Test
    void manyRequestsForAJobAreCombined() {
        try (CoalescingQueue<JobName> agenda = new CoalescingQueue<>("test", NEVER, done::add)) {
            agenda.schedule(WEB, SOON);
            await("the first request is handled at once").until(() -> done.contains(WEB));
            for (int i = 0; i < 100; i++) {
                agenda.schedule(WEB, SOON);
            }
            agenda.schedule(API, SOON);
            await("another job does not wait").until(() -> done.contains(API));

            assertThat(done).containsExactly(WEB, API);
        }
    }

    @Test
    void theMostUrgentRequestDecides() {
        try (CoalescingQueue<JobName> agenda = new CoalescingQueue<>("test", SOON, done::add)) {
            agenda.schedule(WEB, NEVER);
            agenda.schedule(WEB, SOON);
            await("WEB is handled").until(() -> done.contains(WEB));
            agenda.schedule(API, SOON);
            agenda.schedule(API, NEVER);
            await("API is handled").until(() -> done.contains(API));
        }
    }

    @Test
    void aFailureDoesNotStopTheNextWork() {
        try (CoalescingQueue<JobName> agenda = new CoalescingQueue<>("test", SOON, job -> {
            done.add(job);
            if (job.equals(WEB)) {
                throw new IllegalStateException("broken on purpose");
            }
        })) {
            agenda.schedule(WEB, SOON);
            agenda.schedule(API, SOON);

            await("the next request is handled").until(() -> done.contains(API));
        }
    }
}
