package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Tests how threads are shared between namespaces. No thread runs here: the test ends each task. */
class FairExecutorTest {
    private final QueuedExecutor threads = new QueuedExecutor();
    private final List<String> ended = new ArrayList<>();

    @Test
    void tasksThatHangLeaveAThreadToOtherNamespaces() {
        FairExecutor executor = new FairExecutor(threads, 8);
        submit(executor, "hostile", 100);
        assertThat(threads.running()).as("three quarters").isEqualTo(6);

        submit(executor, "good", 1);

        assertThat(threads.running()).isEqualTo(7);
        threads.endLast();
        assertThat(ended).containsExactly("good 0");
        assertThat(threads.running()).isEqualTo(6);
    }

    @Test
    void theNamespaceWithTheFewestTasksGetsTheNextThread() {
        FairExecutor executor = new FairExecutor(threads, 4);
        submit(executor, "hostile", 10);
        submit(executor, "good", 3);

        runAll();

        assertThat(ended.subList(0, 8))
                .containsExactly(
                        "hostile 0", "hostile 1", "hostile 2", "good 0", "good 1", "hostile 3", "hostile 4", "good 2");
    }

    @Test
    void namespacesTakeTurns() {
        FairExecutor executor = new FairExecutor(threads, 1);
        submit(executor, "a", 3);
        submit(executor, "b", 2);
        submit(executor, "c", 2);

        runAll();

        assertThat(ended).containsExactly("a 0", "a 1", "b 0", "c 0", "a 2", "b 1", "c 1");
    }

    /** Nothing else happens when the second is over. */
    @Test
    void aTaskBehindOneThatHangsStartsByItself() throws InterruptedException {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        try (FairExecutor executor = FairExecutor.forShortTasks("test", 50)) {
            for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                executor.execute("good", () -> {});
                executor.execute("busy", () -> awaitUninterruptibly(hangs));
            }
            executor.execute("good", () -> {});
            executor.execute("busy", started::countDown);

            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            hangs.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aTaskThatFailsGivesItsThreadBack() {
        FairExecutor executor = new FairExecutor(threads, 1);
        executor.execute("a", () -> {
            throw new IllegalStateException("expected");
        });
        submit(executor, "a", 1);

        assertThatThrownBy(threads::endFirst).hasMessage("expected");
        threads.endFirst();

        assertThat(ended).containsExactly("a 0");
    }

    @Test
    void aClosedExecutorStartsNothing() {
        FairExecutor executor = new FairExecutor(threads, 1);
        submit(executor, "a", 2);
        executor.close();

        threads.endFirst();

        assertThat(threads.running()).isZero();
        assertThatThrownBy(() -> submit(executor, "a", 1)).isInstanceOf(RejectedExecutionException.class);
    }

    /** Whatever is submitted: each task runs once, in the order of its namespace, and no namespace uses all threads. */
    @Property
    void eachTaskRunsOnceAndNoNamespaceUsesAllThreads(
            @ForAll @IntRange(min = 1, max = 9) int maxThreads,
            @ForAll @Size(max = 60) List<@IntRange(max = 3) Integer> namespaces,
            @ForAll @Size(max = 60) List<Boolean> endsLast) {
        QueuedExecutor own = new QueuedExecutor();
        FairExecutor executor = new FairExecutor(own, maxThreads);
        Map<Integer, List<Integer>> started = new HashMap<>();
        Map<Integer, Integer> submitted = new HashMap<>();
        for (int i = 0; i < namespaces.size(); i++) {
            int namespace = namespaces.get(i);
            int number = submitted.merge(namespace, 1, Integer::sum);
            executor.execute("ns-" + namespace, () -> started.computeIfAbsent(namespace, key -> new ArrayList<>())
                    .add(number));
            assertThat(own.running()).isLessThanOrEqualTo(maxThreads);
            if (submitted.size() == 1 && maxThreads > 1) {
                assertThat(own.running()).isLessThan(maxThreads);
            }
            if (i < endsLast.size() && endsLast.get(i) && own.running() > 0) {
                own.endFirst();
            }
        }
        while (own.running() > 0) {
            own.endFirst();
        }
        submitted.forEach((namespace, count) ->
                assertThat(started.get(namespace)).hasSize(count).isSorted().doesNotHaveDuplicates());
    }

    private void submit(FairExecutor executor, String namespace, int count) {
        for (int i = 0; i < count; i++) {
            String task = namespace + " " + i;
            executor.execute(namespace, () -> ended.add(task));
        }
    }

    private void runAll() {
        while (threads.running() > 0) {
            threads.endFirst();
        }
    }
}
