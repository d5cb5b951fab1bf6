package io.jenkins.plugins.kubesphere.devops.bench;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.engine.support.ResourceAwait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Measures how soon the stages of runs are in Kubernetes, how many requests that takes, and what many of them need. */
final class StageBenchmark {
    private static final String SIXTY_SECONDS = "sixty-seconds";
    private static final String CROWD = "crowd";
    private static final int STAGES = 10;
    private static final int RUNS = 5;
    private static final long LIMIT_SECONDS = 600;

    private final ControllerTarget target;
    private final AcceptanceTestProject scenario;

    StageBenchmark(ControllerTarget target, AcceptanceTestProject scenario) {
        this.target = target;
        this.scenario = scenario;
    }

    /** @param size number of runs at the same time */
    void measureTimes(JvmMetricsReader metrics, int size) throws Exception {
        scenario.createPipeline(SIXTY_SECONDS, stages(6));
        scenario.createPipeline(CROWD, stages(3));
        System.out.printf("%nbefore: %s%n", MachineLoad.load());
        try (StageChangeSampler changes = new StageChangeSampler(scenario, target.controller())) {
            report("one run at a time", run(changes, SIXTY_SECONDS, 1), 1);
            report(RUNS + " runs at once", run(changes, SIXTY_SECONDS, RUNS), RUNS);
            long heap = metrics.readHeapMebibytes();
            int threads = metrics.readThreads();
            metrics.takePeakThreads();
            List<Duration> delays = run(changes, CROWD, size);
            report(size + " runs at once", delays, size);
            System.out.printf(
                    "  threads before, peak, after: %d, %d, %d; heap before, after, MB: %d, %d; %s%n",
                    threads,
                    metrics.takePeakThreads(),
                    metrics.readThreads(),
                    heap,
                    metrics.readHeapMebibytes(),
                    MachineLoad.load());
        }
    }

    /** Counts the requests of one run. The controller is connected through the proxies. */
    void countRequests() {
        // The requests of the operator's start are over when it has ended a run.
        awaitEnd(scenario.createRun("stages-before", CROWD));
        target.requests().awaitQuiet();
        target.requests().clear();
        awaitEnd(scenario.createRun("stages-counted", SIXTY_SECONDS));
        target.requests().awaitQuiet();
        System.out.printf(
                "%nrequests of a run with %d stages in 60 s:%n%s",
                STAGES, target.requests().table(1));
    }

    private static String stages(int seconds) {
        return IntStream.rangeClosed(1, STAGES)
                .mapToObj(number -> "stage('Stage " + number + "') { steps { sleep " + seconds + " } }")
                .collect(Collectors.joining("\n", "pipeline { agent any; stages {\n", "\n} }"));
    }

    private List<Duration> run(StageChangeSampler changes, String pipeline, int size) {
        List<PipelineRun> runs = IntStream.range(0, size)
                .mapToObj(number -> "stages-" + pipeline + "-" + size + "-" + number)
                .map(name -> scenario.createRun(name, pipeline))
                .toList();
        runs.forEach(run -> {
            PipelineRun ended = awaitEnd(run);
            if (!"Succeeded".equals(ended.getStatus().phase())) {
                throw new IllegalStateException(run.getMetadata().getName() + " has ended as " + ended.getStatus());
            }
        });
        Await.pause(1_000);
        List<Duration> delays = new ArrayList<>();
        for (PipelineRun run : runs) {
            delays.addAll(changes.delays(
                    run.getMetadata().getName(),
                    scenario.namespace + "/" + pipeline,
                    scenario.build(run).orElseThrow().number()));
        }
        return delays;
    }

    private PipelineRun awaitEnd(PipelineRun run) {
        return ResourceAwait.await(
                scenario.client, run, found -> found.getStatus().hasEnded(), LIMIT_SECONDS);
    }

    private static void report(String runs, List<Duration> delays, int size) throws Exception {
        if (delays.size() != 2 * STAGES * size) {
            throw new IllegalStateException(
                    "Of " + 2 * STAGES * size + " changes of stages, " + delays.size() + " were seen");
        }
        DurationQuantiles times = DurationQuantiles.of(delays, delay -> delay);
        System.out.printf(
                "change of a stage -> ConfigMap, %s, ms: p50 %.0f, p95 %.0f, worst %.0f (%d changes); %s%n",
                runs, times.percentile(50), times.percentile(95), times.worst(), delays.size(), MachineLoad.load());
    }
}
