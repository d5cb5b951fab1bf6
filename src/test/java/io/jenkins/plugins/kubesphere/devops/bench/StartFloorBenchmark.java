package io.jenkins.plugins.kubesphere.devops.bench;

import io.jenkins.plugins.kubesphere.devops.bench.RunBurstSampler.Sample;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the time until the builds of a burst of runs have started with the time that Jenkins itself needs to start
 * as many builds, and with that of the smallest operator. Bursts of the three alternate, so that all find the same
 * machine and jobs with as many builds.
 */
final class StartFloorBenchmark {
    /** The sizes of the bursts that are measured; empty for all. */
    private static final List<String> SIZES = Stream.of(
                    System.getProperty("loop.bursts", "").split(","))
            .filter(size -> !size.isEmpty())
            .toList();

    private static final int REST_MILLIS = 3_000;
    private static final int WARM_UP = 100;
    private static final double MAX_RATIO = 1.25;
    private static final double MAX_MORE_MILLIS = 20;

    private final RunBurstSampler runs;
    private final StartFloorSampler floor;
    private final MinimalOperatorSampler minimal;
    private final ProcessorTimeReader processors;
    private final String pipeline;

    StartFloorBenchmark(
            RunBurstSampler runs,
            StartFloorSampler floor,
            MinimalOperatorSampler minimal,
            ProcessorTimeReader processors,
            String pipeline) {
        this.runs = runs;
        this.floor = floor;
        this.minimal = minimal;
        this.processors = processors;
        this.pipeline = pipeline;
    }

    /** Times until the starts, and what the processors did from the first request until the last build had ended. */
    private record Measured(List<Duration> started, Map<String, Duration> processors) {
        Measured() {
            this(new ArrayList<>(), new TreeMap<>());
        }

        double percentile(int percent) {
            return quantiles().percentile(percent);
        }

        DurationQuantiles quantiles() {
            return DurationQuantiles.of(started, time -> time);
        }

        String processorMillisPerBuild() {
            return processors.entrySet().stream()
                    .map(entry -> entry.getKey() + " "
                            + entry.getValue().dividedBy(started.size()).toMillis())
                    .collect(Collectors.joining(", "));
        }
    }

    private record Burst(int times, int size) {}

    private record Times(Measured ofRuns, Measured ofMinimal, Measured ofFloor) {}

    /** Measures bursts of all sizes, and prints rows for each size. */
    void run(int largest) throws Exception {
        measure(10, 1);
        measure(2, WARM_UP);
        System.out.printf("%nbefore: %s%n%n", MachineLoad.load());
        System.out.println("created -> started, ms              p50     p95   worst   times the floor, p50"
                + "   time of the processors for one build, ms");
        for (Burst burst : List.of(
                new Burst(20, 1), new Burst(6, 10), new Burst(4, 30), new Burst(3, 100), new Burst(2, largest))) {
            if (SIZES.isEmpty() || SIZES.contains(Integer.toString(burst.size()))) {
                report(burst.times(), burst.size());
            }
        }
        System.out.printf("%nafter: %s%n", MachineLoad.load());
    }

    private void report(int times, int size) throws Exception {
        Times measured = measure(times, size);
        double floorMedian = measured.ofFloor().percentile(50);
        double limit = MAX_RATIO * floorMedian + MAX_MORE_MILLIS;
        String burst = pipeline + ", " + times + " x " + size;
        System.out.printf("%s: 1.25 x floor + 20 = %.0f; %s%n", burst, limit, MachineLoad.load());
        print("runs", measured.ofRuns(), floorMedian);
        print("the smallest operator", measured.ofMinimal(), floorMedian);
        print("floor", measured.ofFloor(), floorMedian);
    }

    private static void print(String name, Measured measured, double floorMedian) {
        System.out.printf(
                "  %-28s %8.0f %7.0f %7.0f   %5.2f                    %s%n",
                name,
                measured.percentile(50),
                measured.percentile(95),
                measured.quantiles().worst(),
                measured.percentile(50) / floorMedian,
                measured.processorMillisPerBuild());
    }

    private Times measure(int times, int size) throws Exception {
        Times measured = new Times(new Measured(), new Measured(), new Measured());
        for (int i = 0; i < times; i++) {
            add(measured.ofRuns(), size, () -> runs.createAndAwait(pipeline, size).stream()
                    .map(Sample::untilStarted)
                    .toList());
            add(measured.ofMinimal(), size, () -> minimal.createAndAwait(size));
            add(measured.ofFloor(), size, () -> floor.scheduleAndAwait(size));
        }
        return measured;
    }

    private void add(Measured measured, int size, Callable<List<Duration>> burst) throws Exception {
        Map<String, Duration> before = processors.read();
        measured.started().addAll(burst.call());
        processors.read().forEach((process, time) -> measured.processors()
                .merge(process, time.minus(before.get(process)), Duration::plus));
        Await.pause(size == 1 ? REST_MILLIS / 10 : REST_MILLIS);
    }
}
