package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkerPoolFactoryTest {
    private final List<String> records = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);

    @Test
    void aSingleThreadKeepsTheOrder() throws InterruptedException {
        ExecutorService pool = WorkerPoolFactory.createSingle("test");
        pool.execute(this::awaitThenRecordThread);
        pool.execute(() -> records.add("second"));
        releaseAndAwaitEnd(pool);
        assertThat(records).containsExactly("kubesphere-devops test", "second");
    }

    @Test
    void tasksBeyondTheQueueLimitAreDropped() throws InterruptedException {
        ExecutorService pool = WorkerPoolFactory.createDropping("test", 1);
        pool.execute(this::awaitThenRecordThread);
        pool.execute(() -> records.add("waits"));
        pool.execute(() -> records.add("is dropped"));
        releaseAndAwaitEnd(pool);
        pool.execute(() -> records.add("comes after the end"));
        assertThat(records).containsExactly("kubesphere-devops test", "waits");
    }

    @Test
    void threadsAreNumbered() throws InterruptedException {
        ExecutorService pool = WorkerPoolFactory.createNumbered("test", 2);
        pool.execute(this::awaitThenRecordThread);
        pool.execute(this::awaitThenRecordThread);
        releaseAndAwaitEnd(pool);
        assertThat(records).containsExactlyInAnyOrder("kubesphere-devops test 1", "kubesphere-devops test 2");
    }

    @Test
    void aScheduledPoolHasTheName() throws InterruptedException {
        ExecutorService pool = WorkerPoolFactory.createScheduled("test", 1);
        pool.execute(this::awaitThenRecordThread);
        releaseAndAwaitEnd(pool);
        assertThat(records).containsExactly("kubesphere-devops test");
    }

    private void awaitThenRecordThread() {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(Thread.currentThread().isDaemon()).isTrue();
        records.add(Thread.currentThread().getName());
    }

    private void releaseAndAwaitEnd(ExecutorService pool) throws InterruptedException {
        released.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
}
