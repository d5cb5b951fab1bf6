package io.jenkins.plugins.kubesphere.devops.bench;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.EmbeddedTarget;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.bench.RunBurstSampler.Sample;
import io.jenkins.plugins.kubesphere.devops.controlplane.CrdInstaller;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.engine.support.InterceptedEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Measures the times of runs of a good namespace, alone and beside a hostile one, which creates 500 runs, deletes 100
 * whose builds do not stop, and has one Jenkinsfile that the parser never finishes. The script {@code bench/noisy}
 * starts it.
 */
final class NoisyNamespaceBenchmark {
    private static final String INSTANT = "instant";
    private static final int GOOD_RUNS = 60;
    private static final int HOSTILE_RUNS = 500;
    private static final int HANGING_DELETIONS = 100;
    private static final long DEFINITIONS_REST_MILLIS = 3_000;

    private final AcceptanceTestProject good;
    private final AcceptanceTestProject hostile;
    private final RunBurstSampler sampler;

    private NoisyNamespaceBenchmark(Config config, Path state) {
        good = AcceptanceTestProject.start(new EmbeddedTarget(config, state)
                .withExecutors(2 * HOSTILE_RUNS)
                .wrapEngine(NoisyNamespaceBenchmark::withHangingDeletions));
        hostile = good.inOtherNamespace();
        hostile.createProject(hostile.namespace);
        good.createPipeline(INSTANT, AcceptanceTestProject.SUCCEEDS);
        hostile.createPipeline(INSTANT, AcceptanceTestProject.SUCCEEDS);
        hostile.createPipeline(
                "five-seconds", "pipeline { agent any; stages { stage('Build') { steps { sleep 5 } } } }");
        sampler = new RunBurstSampler(good, 1, "run");
    }

    /** Takes no arguments; {@link KubernetesCluster#forTests} chooses the cluster. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "");
        try (KubernetesCluster cluster = KubernetesCluster.forTests(folder.resolve("control-plane"));
                KubernetesClient client = cluster.createClient()) {
            CrdInstaller.installOurs(client);
            Await.pause(DEFINITIONS_REST_MILLIS);
            NoisyNamespaceBenchmark bench =
                    new NoisyNamespaceBenchmark(cluster.createConfig(), folder.resolve("engine"));
            bench.run();
            // The hanging deletions never end, so nothing is cleaned up.
            System.exit(0);
        }
    }

    private void run() throws Exception {
        measure(GOOD_RUNS);
        System.out.printf("before: %s%n%n", MachineLoad.load());
        List<Sample> alone = measure(GOOD_RUNS);
        report("alone", alone);
        List<PipelineRun> toDelete = createHostileRuns("deleted", INSTANT, HANGING_DELETIONS);
        toDelete.forEach(hostile::awaitEnd);
        toDelete.forEach(run -> hostile.client.resource(run).delete());
        List<Sample> besideDeletions = measure(GOOD_RUNS);
        report("beside deletions that hang", besideDeletions);
        Thread user = new Thread(() -> createHostileRuns("many", "five-seconds", HOSTILE_RUNS));
        user.start();
        List<Sample> besideRuns = measure(GOOD_RUNS);
        user.join();
        report("and beside 500 runs", besideRuns);
        spin();
        List<Sample> besideParser = measure(GOOD_RUNS);
        report("and beside a parser that spins", besideParser);
        System.out.printf("%nafter: %s%n%n", MachineLoad.load());
        ratio("deletions", alone, besideDeletions);
        ratio("deletions and runs", alone, besideRuns);
        ratio("deletions, runs and parser", alone, besideParser);
    }

    private List<Sample> measure(int runs) throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            samples.addAll(sampler.createAndAwait(INSTANT, 1));
        }
        return samples;
    }

    private static void report(String name, List<Sample> samples) {
        System.out.printf(
                "%-32s created -> started %7.1f (95%%: %7.1f)   finished -> final %7.1f (95%%: %7.1f) ms%n",
                name,
                percentile(samples, Sample::untilStarted, 50),
                percentile(samples, Sample::untilStarted, 95),
                percentile(samples, Sample::untilFinal, 50),
                percentile(samples, Sample::untilFinal, 95));
    }

    private static void ratio(String name, List<Sample> alone, List<Sample> beside) {
        System.out.printf(
                "median beside %s / median alone: created -> started %.1f, finished -> final %.1f%n",
                name,
                percentile(beside, Sample::untilStarted, 50) / percentile(alone, Sample::untilStarted, 50),
                percentile(beside, Sample::untilFinal, 50) / percentile(alone, Sample::untilFinal, 50));
    }

    private static double percentile(List<Sample> samples, Function<Sample, Duration> time, int percent) {
        return DurationQuantiles.of(samples, time).percentile(percent);
    }

    private List<PipelineRun> createHostileRuns(String prefix, String pipeline, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> hostile.createRun(prefix + "-" + i, pipeline))
                .toList();
    }

    /** What a Jenkinsfile does that the parser never finishes; a namespace can have one such thread. */
    private static void spin() {
        Thread parser = new Thread(() -> {
            while (true) {
                Thread.onSpinWait();
            }
        });
        parser.setDaemon(true);
        parser.setPriority(Thread.MIN_PRIORITY);
        parser.start();
    }

    private static Engine withHangingDeletions(Engine engine) {
        return new InterceptedEngine(engine, method -> {
            if (method.equals("delete")) {
                Thread.sleep(Duration.ofHours(1).toMillis());
            }
        });
    }
}
