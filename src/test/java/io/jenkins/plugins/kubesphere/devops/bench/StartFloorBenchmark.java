package io.jenkins.plugins.kubesphere.devops.bench;

import io.jenkins.plugins.kubesphere.devops.bench.RunBurstSampler.Sample;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the time until the builds of a burst of runs have started with the time that Jenkins itself needs to start
 * as many builds. Bursts of both alternate, so that both find the same machine and jobs with as many builds.
 */
final class StartFloorBenchmark {
    private static final int REST_MILLIS = 3_000;
    private static final int WARM_UP = 100;
    private static final double MAX_RATIO = 1.25;
    private static final double MAX_MORE_MILLIS = 20;

    private final RunBurstSampler runs;
    private final StartFloorSampler floor;
    private final String pipeline;

    StartFloorBenchmark(RunBurstSampler runs, StartFloorSampler floor, String pipeline) {
        this.runs = runs;
        this.floor = floor;
        this.pipeline = pipeline;
    }

    private record Times(List<Duration> ofRuns, List<Duration> ofFloor) {}

    /** Measures bursts of all sizes, and prints a row for each size. */
    void run(int largest) throws Exception {
        measure(10, 1);
        measure(2, WARM_UP);
        System.out.printf("%nbefore: %s%n%n", MachineLoad.load());
        System.out.println("milliseconds                    runs, until started        floor          "
                + "        times the floor   1.25 x floor + 20");
        System.out.println("                             p50     p95   worst       p50     p95   worst"
                + "     p50   p95   worst         p50");
        report(20, 1);
        report(6, 10);
        report(4, 30);
        report(3, 100);
        report(2, largest);
        System.out.printf("%nafter: %s%n", MachineLoad.load());
    }

    private void report(int times, int size) throws Exception {
        Times measured = measure(times, size);
        DurationQuantiles ours = DurationQuantiles.of(measured.ofRuns(), time -> time);
        DurationQuantiles jenkins = DurationQuantiles.of(measured.ofFloor(), time -> time);
        double limit = MAX_RATIO * jenkins.percentile(50) + MAX_MORE_MILLIS;
        System.out.printf(
                "%-24s %7.0f %7.0f %7.0f   %7.0f %7.0f %7.0f   %5.2f %5.2f   %5.2f   %7.0f %s  %s%n",
                pipeline + ", " + times + " x " + size,
                ours.percentile(50),
                ours.percentile(95),
                ours.worst(),
                jenkins.percentile(50),
                jenkins.percentile(95),
                jenkins.worst(),
                ours.percentile(50) / jenkins.percentile(50),
                ours.percentile(95) / jenkins.percentile(95),
                ours.worst() / jenkins.worst(),
                limit,
                ours.percentile(50) <= limit ? "reached" : "missed ",
                MachineLoad.load());
    }

    private Times measure(int times, int size) throws Exception {
        Times measured = new Times(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < times; i++) {
            runs.createAndAwait(pipeline, size).stream()
                    .map(Sample::untilStarted)
                    .forEach(measured.ofRuns()::add);
            rest(size);
            measured.ofFloor().addAll(floor.scheduleAndAwait(size));
            rest(size);
        }
        return measured;
    }

    private static void rest(int size) {
        Await.pause(size == 1 ? REST_MILLIS / 10 : REST_MILLIS);
    }
}
