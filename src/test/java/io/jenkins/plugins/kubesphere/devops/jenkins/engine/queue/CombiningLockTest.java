package io.jenkins.plugins.kubesphere.devops.jenkins.engine.queue;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that the work of many threads is called in few holds of the lock, each once, and that none is lost. */
class CombiningLockTest {
    private static final int MAX_IN_ONE_HOLD = 100;

    /** The lock of the queue, and how often it was taken for us. */
    private final ReentrantLock queue = new ReentrantLock();

    private final AtomicInteger holds = new AtomicInteger();
    private final List<Integer> done = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CombiningLock lock = new CombiningLock(this::withQueueLock, MAX_IN_ONE_HOLD);

    private void withQueueLock(Runnable work) {
        queue.lock();
        try {
            holds.incrementAndGet();
            work.run();
        } finally {
            queue.unlock();
        }
    }

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void aBurstOfStartsTakesTheLockOnce() throws Exception {
        queue.lock();
        List<FutureTask<Integer>> starts =
                IntStream.range(0, 100).mapToObj(this::start).toList();
        awaitAllWaiting();
        queue.unlock();

        for (int i = 0; i < 100; i++) {
            assertThat(result(starts.get(i))).isEqualTo(i);
        }
        assertThat(holds).hasValue(1);
        assertThat(done).containsExactlyInAnyOrderElementsOf(range(100));
    }

    @Test
    void aHoldIsLimitedSoThatOthersGetTheLock() throws Exception {
        queue.lock();
        List<FutureTask<Integer>> starts =
                IntStream.range(0, 250).mapToObj(this::start).toList();
        awaitAllWaiting();
        queue.unlock();

        for (FutureTask<Integer> start : starts) {
            result(start);
        }
        assertThat(holds).hasValue(3);
        assertThat(done).containsExactlyInAnyOrderElementsOf(range(250));
    }

    @Test
    void eachOfManyConcurrentCallsIsDoneOnce() throws Exception {
        List<FutureTask<Void>> users = new ArrayList<>();
        for (int user = 0; user < 8; user++) {
            int first = user * 1_000;
            users.add(inThread(() -> IntStream.range(first, first + 1_000).forEach(this::record)));
        }

        for (FutureTask<Void> user : users) {
            result(user);
        }

        assertThat(done).containsExactlyInAnyOrderElementsOf(range(8_000));
        assertThat(holds.get()).isLessThanOrEqualTo(8_000);
    }

    @Test
    void theFailureOfOneStartReachesOnlyItsCaller() throws Exception {
        queue.lock();
        List<FutureTask<Integer>> starts =
                new ArrayList<>(IntStream.range(0, 10).mapToObj(this::start).toList());
        FutureTask<Void> refused = failing(new IllegalStateException("the job is disabled"));
        FutureTask<Void> broken = failing(new OutOfMemoryError("Java heap space"));
        FutureTask<Void> checked = failing(new IOException("disk full"));
        starts.addAll(IntStream.range(10, 20).mapToObj(this::start).toList());
        awaitAllWaiting();
        queue.unlock();

        for (FutureTask<Integer> start : starts) {
            result(start);
        }
        assertThat(done).containsExactlyInAnyOrderElementsOf(range(20));
        assertThat(holds).hasValue(1);
        assertFailed(refused, IllegalStateException.class, "the job is disabled");
        assertFailed(broken, OutOfMemoryError.class, "Java heap space");
        assertFailed(checked, IOException.class, "disk full");
    }

    @Test
    void anInterruptOfTheThreadThatHoldsTheLockDoesNotReachTheStartsOfOthers() throws Exception {
        List<Boolean> interruptedInWork = new ArrayList<>();
        List<Boolean> interruptedAfterwards = new ArrayList<>();
        queue.lock();
        List<FutureTask<Void>> starts = IntStream.range(0, 10)
                .mapToObj(i -> inThread(() -> {
                    Thread.currentThread().interrupt();
                    lock.call(() -> interruptedInWork.add(Thread.currentThread().isInterrupted()));
                    synchronized (interruptedAfterwards) {
                        interruptedAfterwards.add(Thread.interrupted());
                    }
                }))
                .toList();
        awaitAllWaiting();
        threads.forEach(Thread::interrupt);
        queue.unlock();

        for (FutureTask<Void> start : starts) {
            result(start);
        }
        assertThat(interruptedInWork).hasSize(10).containsOnly(false);
        assertThat(interruptedAfterwards).hasSize(10).containsOnly(true);
    }

    @Test
    void aStartWhoseLockCannotBeTakenIsNotDoneLater() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        CombiningLock unreliable = new CombiningLock(
                work -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new IllegalStateException("Jenkins is shutting down");
                    }
                    withQueueLock(work);
                },
                MAX_IN_ONE_HOLD);

        assertFailed(
                inThread(() -> unreliable.call(() -> done.add(1))),
                IllegalStateException.class,
                "Jenkins is shutting down");
        result(inThread(() -> unreliable.call(() -> done.add(2))));

        assertThat(done).containsExactly(2);
    }

    @Test
    void aStartWithinAStartDoesNotWaitForItself() throws Exception {
        FutureTask<Integer> outer = run(new FutureTask<>(() -> lock.<Integer>call(() -> record(7))));

        assertThat(result(outer)).isEqualTo(7);
        assertThat(holds).hasValue(1);
    }

    private FutureTask<Integer> start(int number) {
        FutureTask<Integer> task = new FutureTask<>(() -> record(number));
        return run(task);
    }

    private int record(int number) {
        return lock.call(() -> {
            assertThat(queue.isHeldByCurrentThread()).isTrue();
            done.add(number);
            return number;
        });
    }

    private FutureTask<Void> failing(Throwable failure) {
        return inThread(() -> lock.call(() -> {
            throw CombiningLockTest.<RuntimeException>unchecked(failure);
        }));
    }

    private FutureTask<Void> inThread(Runnable work) {
        return run(new FutureTask<>(work, null));
    }

    private <T> FutureTask<T> run(FutureTask<T> task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return task;
    }

    /** With a limit: a thread that waits for the lock ignores interrupts. */
    private static <T> T result(FutureTask<T> task) throws Exception {
        return task.get(30, TimeUnit.SECONDS);
    }

    private void awaitAllWaiting() {
        await("all threads wait")
                .until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
    }

    private static void assertFailed(FutureTask<Void> task, Class<? extends Throwable> type, String message) {
        assertThatThrownBy(() -> result(task))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(type)
                .hasMessage(message);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E unchecked(Throwable failure) throws E {
        throw (E) failure;
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }
}
