package io.jenkins.plugins.kubesphere.devops.bench;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.EmbeddedTarget;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.bench.RunBurstSampler.Sample;
import io.jenkins.plugins.kubesphere.devops.controlplane.CrdInstaller;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.engine.support.InterceptedEngine;
import io.jenkins.plugins.kubesphere.devops.operator.credential.TestKeys;
import io.jenkins.plugins.kubesphere.devops.operator.credential.TestSecretBuilder;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Measures the times of runs of a good namespace, alone and beside a hostile one, which deletes 100 runs whose builds
 * do not stop, has 60 slow key stores, creates 500 runs, and has one Jenkinsfile that the parser never finishes. On the
 * embedded engine, or on a real controller if one is given. The script {@code bench/noisy} starts it.
 */
final class NoisyNamespaceBenchmark {
    private static final String INSTANT = "instant";
    private static final String UNSTOPPABLE = "unstoppable";
    private static final String FIVE_SECONDS = "five-seconds";
    private static final int GOOD_RUNS = 60;
    private static final int HOSTILE_RUNS = 500;
    private static final int HANGING_DELETIONS = 100;
    private static final int SLOW_KEY_STORES = 60;
    /** With this number, a key store takes about as long to open as is allowed. */
    private static final int KEY_STORE_ITERATIONS = 1_900_000;

    private static final long DEFINITIONS_REST_MILLIS = 3_000;

    private final boolean embedded;
    private final AcceptanceTestProject good;
    private final AcceptanceTestProject hostile;
    private final RunBurstSampler sampler;
    private List<Sample> alone;

    private NoisyNamespaceBenchmark(AcceptanceTarget target, boolean embedded) {
        this.embedded = embedded;
        good = AcceptanceTestProject.start(target);
        hostile = good.inOtherNamespace();
        hostile.createProject(hostile.namespace);
        // No build uses an executor, so that the time does not include a wait for one.
        String instant = jenkinsfile("echo 'built'");
        good.createPipeline(INSTANT, instant);
        hostile.createPipeline(FIVE_SECONDS, jenkinsfile("sleep 5"));
        hostile.createPipeline(
                UNSTOPPABLE, embedded ? instant : "while (true) { try { sleep 600 } catch (ignored) { } }");
        sampler = new RunBurstSampler(good, 1, "run");
    }

    private static String jenkinsfile(String step) {
        return "pipeline { agent none; stages { stage('Build') { steps { " + step + " } } } }";
    }

    /** Takes no arguments. */
    public static void main(String[] args) throws Exception {
        Optional<JenkinsDistribution> files = JenkinsDistribution.findGiven();
        if (files.isPresent()) {
            ControllerTarget target = ControllerTarget.install(files.get());
            try {
                target.connectDirectly();
                new NoisyNamespaceBenchmark(target, false).run();
            } finally {
                target.shutDown();
            }
        } else {
            runEmbedded();
        }
        // The hanging deletions never end, so nothing is cleaned up.
        System.exit(0);
    }

    private static void runEmbedded() throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "");
        try (KubernetesCluster cluster = KubernetesCluster.forTests(folder.resolve("control-plane"));
                KubernetesClient client = cluster.createClient()) {
            CrdInstaller.installOurs(client);
            Await.pause(DEFINITIONS_REST_MILLIS);
            AcceptanceTarget target = new EmbeddedTarget(cluster.createConfig(), folder.resolve("engine"))
                    .withExecutors(2 * HOSTILE_RUNS)
                    .wrapEngine(NoisyNamespaceBenchmark::withHangingDeletions);
            new NoisyNamespaceBenchmark(target, true).run();
        }
    }

    private void run() throws Exception {
        measure(GOOD_RUNS);
        System.out.printf("before: %s%n%n", MachineLoad.load());
        alone = measure(GOOD_RUNS);
        report("alone", alone);
        deleteRunsThatDoNotStop();
        report("beside deletions that hang", measure(GOOD_RUNS));
        Thread user = new Thread(() -> createHostileRuns("many", FIVE_SECONDS, HOSTILE_RUNS));
        user.start();
        report("and beside 500 runs", measure(GOOD_RUNS));
        user.join();
        createSlowKeyStores();
        report("and beside slow key stores", measure(GOOD_RUNS));
        neverFinishParsing();
        report("and beside a parser that spins", measure(GOOD_RUNS));
        System.out.printf("%nafter: %s%n", MachineLoad.load());
    }

    private List<Sample> measure(int runs) throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            samples.addAll(sampler.createAndAwait(INSTANT, 1));
        }
        return samples;
    }

    private void report(String name, List<Sample> samples) {
        System.out.printf(
                "%-32s created -> started %s   finished -> final %s%n",
                name, times(samples, Sample::untilStarted), times(samples, Sample::untilFinal));
    }

    private String times(List<Sample> samples, Function<Sample, Duration> time) {
        double median = percentile(samples, time, 50);
        return String.format(
                "%7.1f (95%%: %7.1f) ms, x %.1f",
                median, percentile(samples, time, 95), median / percentile(alone, time, 50));
    }

    private static double percentile(List<Sample> samples, Function<Sample, Duration> time, int percent) {
        return DurationQuantiles.of(samples, time).percentile(percent);
    }

    private void deleteRunsThatDoNotStop() {
        List<PipelineRun> runs = createHostileRuns("deleted", UNSTOPPABLE, HANGING_DELETIONS);
        if (embedded) {
            runs.forEach(hostile::awaitEnd);
        } else {
            runs.forEach(run -> hostile.awaitPhase(run, "Running"));
        }
        runs.forEach(run -> hostile.client.resource(run).delete());
    }

    private List<PipelineRun> createHostileRuns(String prefix, String pipeline, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> hostile.createRun(prefix + "-" + i, pipeline))
                .toList();
    }

    private void createSlowKeyStores() throws Exception {
        byte[] store = TestKeys.slowKeyStore(KEY_STORE_ITERATIONS);
        for (int i = 0; i < SLOW_KEY_STORES; i++) {
            hostile.client
                    .resource(TestSecretBuilder.of("credential.devops.kubesphere.io/certificate")
                            .named(hostile.namespace, "slow-" + i)
                            .with("certificate", store)
                            .with("password", TestKeys.PASSWORD)
                            .build())
                    .create();
        }
    }

    /** A namespace can have one thread that never finishes. */
    private void neverFinishParsing() {
        if (!embedded) {
            hostile.createPipeline("bomb", jenkinsfile("script { x = " + "(A)".repeat(40) + "1 }"));
            return;
        }
        Thread parser = new Thread(() -> {
            while (true) {
                Thread.onSpinWait();
            }
        });
        parser.setDaemon(true);
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
