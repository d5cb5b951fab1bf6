package io.jenkins.plugins.kubesphere.devops.operator.run.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacedTaskExecutorTest {
    private final List<String> steps = new CopyOnWriteArrayList<>();

    @Test
    void aNamespaceWithFewStepsDoesNotWaitForAllStepsOfOthers() throws InterruptedException {
        CountDownLatch ends = new CountDownLatch(2);
        try (PacedTaskExecutor executor = new PacedTaskExecutor("test", Duration.ofMillis(20))) {
            executor.repeat("a", () -> step("a", 10, ends));
            executor.repeat("b", () -> step("b", 2, ends));

            assertThat(ends.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(steps.subList(0, 5)).contains("b").endsWith("a");
        assertThat(steps.lastIndexOf("b")).isLessThan(5);
        assertThat(steps).hasSize(12);
    }

    @Test
    void theStepsOfAllNamespacesTogetherAreBounded() throws InterruptedException {
        CountDownLatch ends = new CountDownLatch(2);
        long start = System.nanoTime();
        try (PacedTaskExecutor executor = new PacedTaskExecutor("test", Duration.ofMillis(50))) {
            executor.repeat("a", () -> step("a", 5, ends));
            executor.repeat("b", () -> step("b", 5, ends));

            assertThat(ends.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
    }

    private boolean step(String name, int count, CountDownLatch ends) {
        steps.add(name);
        boolean isLast = steps.stream().filter(name::equals).count() == count;
        if (isLast) {
            ends.countDown();
        }
        return !isLast;
    }
}
