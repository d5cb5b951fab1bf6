package io.jenkins.plugins.kubesphere.devops.jenkins.engine.queue;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests that concurrent requests to write a file share writes, and that none is lost. */
class CoalescedWriteTest {
    private final AtomicInteger writes = new AtomicInteger();

    @Test
    void callsDuringAWriteShareTheNextWrite() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CoalescedWrite write = new CoalescedWrite(() -> {
            writes.incrementAndGet();
            begun.countDown();
            awaitQuietly(release);
        });
        Thread first = start(write::run);
        begun.await();

        List<Thread> others =
                IntStream.range(0, 20).mapToObj(i -> start(write::run)).toList();
        await("all other threads wait")
                .until(() -> others.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        release.countDown();

        first.join();
        for (Thread other : others) {
            other.join();
        }
        assertThat(writes).hasValue(2);
    }

    /** When a call returns, the file contains the state from before the call. */
    @Test
    void theStateBeforeACallIsWrittenAtTheReturnOfTheCall() throws InterruptedException {
        Set<Integer> state = ConcurrentHashMap.newKeySet();
        Set<Integer> file = ConcurrentHashMap.newKeySet();
        CoalescedWrite write = new CoalescedWrite(() -> {
            writes.incrementAndGet();
            Set<Integer> seen = Set.copyOf(state);
            Thread.yield();
            file.addAll(seen);
        });
        AtomicInteger missed = new AtomicInteger();

        List<Thread> users = IntStream.range(0, 8)
                .mapToObj(user -> start(() -> {
                    for (int i = 0; i < 500; i++) {
                        int mine = user * 1000 + i;
                        state.add(mine);
                        write.run();
                        if (!file.contains(mine)) {
                            missed.incrementAndGet();
                        }
                    }
                }))
                .toList();
        for (Thread user : users) {
            user.join();
        }

        assertThat(missed).hasValue(0);
        assertThat(writes.get()).isLessThanOrEqualTo(8 * 500);
    }

    @Test
    void anInterruptDoesNotPreventTheWriteAndIsKept() {
        CoalescedWrite write = new CoalescedWrite(() -> {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            writes.incrementAndGet();
        });
        Thread.currentThread().interrupt();

        write.run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(writes).hasValue(1);
    }

    @Test
    void afterAFailureTheNextCallWritesAgain() {
        CoalescedWrite write = new CoalescedWrite(() -> {
            if (writes.incrementAndGet() == 1) {
                throw new IllegalStateException("disk full");
            }
        });

        assertThatThrownBy(write::run).hasMessage("disk full");
        write.run();

        assertThat(writes).hasValue(2);
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        return thread;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
