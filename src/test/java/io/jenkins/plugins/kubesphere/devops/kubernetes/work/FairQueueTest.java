package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairQueueTest {
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final Semaphore steps = new Semaphore(0);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private FairQueue<String, String> queue;

    @AfterEach
    void close() {
        queue.close();
    }

    @Test
    void groupsTakeTurns() {
        queue = create(1);
        for (String key : List.of("a1", "a2", "a3", "b1", "b2")) {
            add(key);
        }
        steps.release(5);
        awaitBegun(5);
        assertThat(begun).containsExactly("a1", "b1", "a2", "b2", "a3");
    }

    @Test
    void aGroupInWorkHasItsNextTurnAfterTheOthers() {
        queue = create(1);
        add("a1");
        awaitBegun(1);
        add("a2");
        add("b1");
        steps.release(3);
        awaitBegun(3);
        assertThat(begun).containsExactly("a1", "b1", "a2");
    }

    @Test
    void groupNeverHasTwoThreads() {
        queue = create(2);
        add("a1");
        add("a2");
        awaitBegun(1);
        add("b1");
        awaitBegun(2);
        assertThat(begun).containsExactly("a1", "b1");
        steps.release(3);
        awaitBegun(3);
        assertThat(mostRunning).hasValueLessThanOrEqualTo(2);
    }

    @Test
    void waitingKeyIsNotAddedAgain() {
        queue = create(1);
        add("a1");
        awaitBegun(1);
        add("a2");
        add("a2");
        add("a1");
        steps.release(9);
        awaitBegun(3);
        assertThat(begun).containsExactly("a1", "a2", "a1");
    }

    @Test
    void removedGroupIsNotWorkedOn() {
        queue = create(1);
        add("a1");
        awaitBegun(1);
        add("a2");
        add("b1");
        queue.removeGroup("a");
        steps.release(9);
        awaitBegun(2);
        assertThat(begun).containsExactly("a1", "b1");
    }

    @Test
    void failureOfOneKeyDoesNotStopTheOthers() {
        queue = new FairQueue<>("test", 1, key -> {
            begun.add(key);
            throw new IllegalStateException("expected by the test");
        });
        add("a1");
        add("a2");
        awaitBegun(2);
    }

    private FairQueue<String, String> create(int threads) {
        return new FairQueue<>("test", threads, key -> {
            begun.add(key);
            mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
            steps.acquireUninterruptibly();
            running.decrementAndGet();
        });
    }

    private void add(String key) {
        queue.add(key.substring(0, 1), key);
    }

    private void awaitBegun(int count) {
        await().until(() -> begun.size() >= count);
    }
}
