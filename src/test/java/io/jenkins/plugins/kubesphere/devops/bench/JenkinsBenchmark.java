package io.jenkins.plugins.kubesphere.devops.bench;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.bench.RunBurstSampler.Sample;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsControllerInstaller;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures bursts of runs on a real Jenkins controller, and the time that our plugin adds to the start of Jenkins. */
final class JenkinsBenchmark {
    private static final String INSTANT = "instant";
    private static final String TWO_SECONDS = "two-seconds";
    private static final int LARGEST = 300;
    private static final int STARTS = 3;
    private static final int LONG_BUILDS = 3;
    private static final int LONG_STAGES = 300;
    private static final int LONG_STEPS = 100;

    /** Takes the name of a group of rows; without it, all are measured. */
    private static final String ROWS_PROPERTY = "loop.rows";

    private enum Rows {
        START,
        FLOOR,
        TIMES,
        STAGES,
        LONG;

        boolean areMeasured() {
            return List.of("", name().toLowerCase(Locale.ROOT)).contains(System.getProperty(ROWS_PROPERTY, ""));
        }
    }

    private static final int REST_MILLIS = 3_000;

    private final ControllerTarget target;
    private final JenkinsController controller;

    private JenkinsBenchmark(ControllerTarget target) {
        this.target = target;
        this.controller = target.controller();
    }

    static void run(JenkinsDistribution files) throws Exception {
        ControllerTarget target = ControllerTarget.install(files);
        try {
            new JenkinsBenchmark(target).run();
        } finally {
            target.shutDown();
        }
    }

    private void run() throws Exception {
        System.out.println(MachineLoad.load());
        if (Rows.START.areMeasured()) {
            measureStarts();
        }
        // There are as many executors as builds, so that the time does not include a wait for an executor.
        JenkinsControllerInstaller.setExecutors(controller, LARGEST);
        target.connectDirectly();
        AcceptanceTestProject scenario = AcceptanceTestProject.start(target);
        try {
            scenario.createPipeline(INSTANT, AcceptanceTestProject.SUCCEEDS);
            scenario.createPipeline(
                    TWO_SECONDS,
                    "pipeline { agent any; stages { stage('Build') { steps { sleep 2; echo 'built' } } } }");
            measureDirectly(scenario);
            if (Rows.TIMES.areMeasured() || Rows.STAGES.areMeasured()) {
                target.stop();
                target.connectThroughProxies();
                scenario.restart();
                countRequests(scenario);
            }
        } finally {
            scenario.close();
        }
    }

    private void measureDirectly(AcceptanceTestProject scenario) throws Exception {
        try (RunBurstSampler bursts = new RunBurstSampler(scenario, LARGEST, "run");
                JvmMetricsReader metrics = new JvmMetricsReader(controller.pid())) {
            if (Rows.FLOOR.areMeasured()) {
                compareWithFloor(scenario, bursts);
            }
            if (Rows.TIMES.areMeasured()) {
                measureTimes(bursts, metrics);
            }
            if (Rows.STAGES.areMeasured()) {
                new StageBenchmark(target, scenario).measureTimes(metrics, LARGEST);
            }
            if (Rows.LONG.areMeasured()) {
                new LongBuildBenchmark(
                                target,
                                scenario,
                                Integer.getInteger("long.stages", LONG_STAGES),
                                Integer.getInteger("long.steps", LONG_STEPS))
                        .run(Integer.getInteger("long.builds", LONG_BUILDS));
            }
        }
    }

    private void countRequests(AcceptanceTestProject scenario) throws Exception {
        if (Rows.STAGES.areMeasured()) {
            new StageBenchmark(target, scenario).countRequests();
        }
        if (Rows.TIMES.areMeasured()) {
            try (RunBurstSampler bursts = new RunBurstSampler(scenario, LARGEST, "counted")) {
                countRequests(scenario, bursts);
            }
        }
    }

    /** Measures starts without and with our plugin by turns. One start before that unpacks the war and the plugins. */
    private void measureStarts() throws IOException {
        startAndStop();
        List<Duration> with = new ArrayList<>();
        List<Duration> without = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            JenkinsControllerInstaller.disableOurPlugin(controller);
            without.add(startAndStop());
            JenkinsControllerInstaller.enableOurPlugin(controller);
            with.add(startAndStop());
        }
        System.out.printf(
                "%nstart until Jenkins answers, ms, %d starts each, %s%n  without our plugin: median %.0f  %s%n"
                        + "  with it:            median %.0f  %s%n",
                STARTS,
                MachineLoad.load(),
                DurationQuantiles.of(without, start -> start).percentile(50),
                millis(without),
                DurationQuantiles.of(with, start -> start).percentile(50),
                millis(with));
    }

    private static List<Long> millis(List<Duration> durations) {
        return durations.stream().map(Duration::toMillis).toList();
    }

    private Duration startAndStop() throws IOException {
        long before = System.nanoTime();
        controller.start();
        controller.awaitReady();
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        controller.stop();
        return took;
    }

    private void compareWithFloor(AcceptanceTestProject scenario, RunBurstSampler bursts) throws Exception {
        JobName job = new JobName(scenario.namespace, INSTANT);
        StartFloorSampler floor = StartFloorSampler.copyOf(job, controller);
        ProcessorTimeReader processors = new ProcessorTimeReader(controller.pid());
        try (MinimalOperatorSampler minimal = MinimalOperatorSampler.start(target, job, LARGEST)) {
            new StartFloorBenchmark(bursts, floor, minimal, processors, INSTANT).run(LARGEST);
        }
    }

    private void measureTimes(RunBurstSampler bursts, JvmMetricsReader metrics) throws Exception {
        measure(bursts, INSTANT, 30, 1);
        measure(bursts, INSTANT, 2, LARGEST);
        System.out.printf("%nbefore: %s%n%n", MachineLoad.load());
        System.out.println("milliseconds                  created -> started         finished -> final"
                + "          ids   threads                heap, MB");
        System.out.println("                             p50     p95   worst       p50     p95   worst"
                + "              before   peak  after   before  after");
        for (String pipeline : List.of(INSTANT, TWO_SECONDS)) {
            report(bursts, metrics, pipeline, 30, 1);
            report(bursts, metrics, pipeline, 5, 10);
            report(bursts, metrics, pipeline, 5, 30);
            report(bursts, metrics, pipeline, 3, 100);
            report(bursts, metrics, pipeline, 2, LARGEST);
        }
        Await.pause(30_000);
        System.out.printf(
                "%n30 s later: %d threads, %d MB; %s%n",
                metrics.readThreads(), metrics.readHeapMebibytes(), MachineLoad.load());
    }

    private static void report(RunBurstSampler bursts, JvmMetricsReader metrics, String pipeline, int times, int size)
            throws Exception {
        long heap = metrics.readHeapMebibytes();
        int threads = metrics.readThreads();
        metrics.takePeakThreads();
        List<Sample> samples = measure(bursts, pipeline, times, size);
        int peak = metrics.takePeakThreads();
        DurationQuantiles started = DurationQuantiles.of(samples, Sample::untilStarted);
        DurationQuantiles untilFinal = DurationQuantiles.of(samples, Sample::untilFinal);
        System.out.printf(
                "%-24s %7.0f %7.0f %7.0f   %7.0f %7.0f %7.0f   %3d/%3d   %6d %6d %6d   %6d %6d   %s%n",
                pipeline + ", " + times + " x " + size,
                started.percentile(50),
                started.percentile(95),
                started.worst(),
                untilFinal.percentile(50),
                untilFinal.percentile(95),
                untilFinal.worst(),
                samples.stream().map(Sample::build).distinct().count(),
                samples.size(),
                threads,
                peak,
                metrics.readThreads(),
                heap,
                metrics.readHeapMebibytes(),
                MachineLoad.load());
    }

    private static void countRequests(AcceptanceTestProject scenario, RunBurstSampler bursts) throws Exception {
        measure(bursts, INSTANT, 5, 1);
        for (String pipeline : List.of(INSTANT, TWO_SECONDS)) {
            for (int size : new int[] {1, 10, 100, LARGEST}) {
                scenario.target.requests().awaitQuiet();
                scenario.target.requests().clear();
                measure(bursts, pipeline, 1, size);
                scenario.target.requests().awaitQuiet();
                System.out.printf(
                        "%nrequests per run, %s, burst of %d:%n%s",
                        pipeline, size, scenario.target.requests().table(size));
            }
        }
    }

    private static List<Sample> measure(RunBurstSampler bursts, String pipeline, int times, int size) throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            samples.addAll(bursts.createAndAwait(pipeline, size));
            if (size > 1) {
                Await.pause(REST_MILLIS);
            }
        }
        return samples;
    }
}
