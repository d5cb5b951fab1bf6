package io.jenkins.plugins.kubesphere.devops.bench;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.EmbeddedTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.RequestCounts;
import io.jenkins.plugins.kubesphere.devops.bench.RunBurstSampler.Sample;
import io.jenkins.plugins.kubesphere.devops.controlplane.CrdInstaller;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures the times of runs on the embedded engine, or on a real controller if one is given. The script {@code
 * bench/loop} starts it.
 */
final class RunLatencyBenchmark implements AutoCloseable {
    private static final String INSTANT = "instant";
    private static final String TWO_SECONDS = "two-seconds";
    /**
     * The API server delays requests that create objects while their CustomResourceDefinition is younger than two
     * seconds.
     */
    private static final long DEFINITIONS_REST_MILLIS = 3_000;

    private static final int LARGEST = 100;

    private final AcceptanceTestProject scenario;
    private final RequestCounts counts;
    private final RunBurstSampler bursts;

    private RunLatencyBenchmark(Config config, Path state) {
        // There are as many executors as builds, so that the time does not include a wait for an executor.
        scenario = AcceptanceTestProject.start(new EmbeddedTarget(config, state).withExecutors(LARGEST));
        counts = scenario.target.requests();
        scenario.createPipeline(INSTANT, AcceptanceTestProject.SUCCEEDS);
        scenario.createPipeline(
                TWO_SECONDS, "pipeline { agent any; stages { stage('Build') { steps { sleep 2; echo 'built' } } } }");
        bursts = new RunBurstSampler(scenario, LARGEST, "run");
    }

    /** Takes no arguments; {@link KubernetesCluster#forTests} chooses the cluster. */
    public static void main(String[] args) throws Exception {
        Optional<JenkinsDistribution> files = JenkinsDistribution.findGiven();
        if (files.isPresent()) {
            JenkinsBenchmark.run(files.get());
            return;
        }
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "");
        try (KubernetesCluster cluster = KubernetesCluster.forTests(folder.resolve("control-plane"));
                KubernetesClient client = cluster.createClient()) {
            CrdInstaller.installOurs(client);
            Await.pause(DEFINITIONS_REST_MILLIS);
            try (RunLatencyBenchmark bench =
                    new RunLatencyBenchmark(cluster.createConfig(), folder.resolve("engine"))) {
                bench.run();
            }
        }
    }

    private void run() throws Exception {
        measure(INSTANT, 30, 1);
        measure(INSTANT, 3, LARGEST);
        System.out.printf("before: %s%n%n", MachineLoad.load());
        System.out.println("milliseconds                   created -> started    finished -> final     requests");
        System.out.println("                               median      worst     median      worst     per run");
        report("one at a time", INSTANT, 50, 1);
        report("bursts of 10", INSTANT, 10, 10);
        report("bursts of 100", INSTANT, 3, LARGEST);
        report("one at a time", TWO_SECONDS, 10, 1);
        report("bursts of 10", TWO_SECONDS, 5, 10);
        report("bursts of 100", TWO_SECONDS, 3, LARGEST);
        System.out.printf("%nafter: %s%n", MachineLoad.load());
        table("one at a time", 20, 1);
        table("a burst of " + LARGEST, 1, LARGEST);
    }

    private void report(String name, String pipeline, int times, int size) throws Exception {
        counts.clear();
        List<Sample> samples = measure(pipeline, times, size);
        DurationQuantiles started = DurationQuantiles.of(samples, Sample::untilStarted);
        DurationQuantiles untilFinal = DurationQuantiles.of(samples, Sample::untilFinal);
        System.out.printf(
                "%-28s %8.1f %10.1f %10.1f %10.1f %11.2f%n",
                name + ", " + pipeline,
                started.percentile(50),
                started.worst(),
                untilFinal.percentile(50),
                untilFinal.worst(),
                counts.total() / (double) samples.size());
    }

    private void table(String name, int times, int size) throws Exception {
        counts.clear();
        measure(INSTANT, times, size);
        System.out.printf("%nRequests of the operator per run, %s:%n%s", name, counts.table(times * size));
    }

    /** Creates bursts of runs, each after the previous one has ended and no more requests are sent. */
    private List<Sample> measure(String pipeline, int times, int size) throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            samples.addAll(bursts.createAndAwait(pipeline, size));
            if (size > 1) {
                counts.awaitQuiet();
            }
        }
        counts.awaitQuiet();
        return samples;
    }

    @Override
    public void close() {
        bursts.close();
        scenario.close();
    }
}
