package io.jenkins.plugins.kubesphere.devops.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.Cluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.CustomResourceDefinitions;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Measures the loop on the embedded engine. How, and what it means: bench/README.md. */
final class LoopBench implements AutoCloseable {
    private static final String INSTANT = "instant";
    private static final String TWO_SECONDS = "two-seconds";
    /** Kubernetes holds creates back while a definition is younger than two seconds. */
    private static final long DEFINITIONS_REST_MILLIS = 3_000;

    private static final int LARGEST = 100;

    private final RequestCounts counts = new RequestCounts();
    private final Map<String, Instant> seenOver = new ConcurrentHashMap<>();
    private final ExecutorService users = Executors.newFixedThreadPool(LARGEST);
    private final Loop loop;
    private final Watch watch;
    private int created;

    private record Sample(Duration untilStarted, Duration untilFinal) {}

    private record Created(PipelineRun run, Instant asked) {}

    private LoopBench(Config config, Path state) {
        // As many executors as builds: what is measured is the loop, not the wait for an executor.
        loop = Loop.start(config, state, counts, LARGEST);
        loop.pipeline(INSTANT, Loop.SUCCEEDS);
        loop.pipeline(
                TWO_SECONDS, "pipeline { agent any; stages { stage('Build') { steps { sleep 2; echo 'built' } } } }");
        watch = loop.client
                .resources(PipelineRun.class)
                .inNamespace(loop.namespace)
                .watch(new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, PipelineRun run) {
                        Instant now = Instant.now();
                        if (run.getStatus().completed()) {
                            seenOver.putIfAbsent(run.getMetadata().getUid(), now);
                        }
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                        // Then the run below never gets over, and says so.
                    }
                });
    }

    /** Takes no arguments; which cluster: see {@link Cluster#forTests}. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "");
        try (Cluster cluster = Cluster.forTests(folder.resolve("control-plane"));
                KubernetesClient client = cluster.client()) {
            CustomResourceDefinitions.installFolder(client, Path.of("crds"));
            Loop.pause(DEFINITIONS_REST_MILLIS);
            try (LoopBench bench = new LoopBench(cluster.config(), folder.resolve("engine"))) {
                bench.run();
            }
        }
    }

    private void run() throws Exception {
        measure(INSTANT, 30, 1);
        measure(INSTANT, 3, LARGEST);
        System.out.printf("before: %s%n%n", load());
        System.out.println("milliseconds                   created -> started    finished -> final     requests");
        System.out.println("                               median      worst     median      worst     per run");
        report("one at a time", INSTANT, 50, 1);
        report("bursts of 10", INSTANT, 10, 10);
        report("bursts of 100", INSTANT, 3, LARGEST);
        report("one at a time", TWO_SECONDS, 10, 1);
        report("bursts of 10", TWO_SECONDS, 5, 10);
        report("bursts of 100", TWO_SECONDS, 3, LARGEST);
        System.out.printf("%nafter: %s%n", load());
        table("one at a time", 20, 1);
        table("a burst of " + LARGEST, 1, LARGEST);
    }

    private void report(String name, String pipeline, int times, int size) throws Exception {
        counts.clear();
        List<Sample> samples = measure(pipeline, times, size);
        long[] started = sorted(samples, Sample::untilStarted);
        long[] over = sorted(samples, Sample::untilFinal);
        System.out.printf(
                "%-28s %8.1f %10.1f %10.1f %10.1f %11.2f%n",
                name + ", " + pipeline,
                millis(started[started.length / 2]),
                millis(started[started.length - 1]),
                millis(over[over.length / 2]),
                millis(over[over.length - 1]),
                counts.total() / (double) samples.size());
    }

    private void table(String name, int times, int size) throws Exception {
        counts.clear();
        measure(INSTANT, times, size);
        System.out.printf("%nRequests of the operator per run, %s:%n%s", name, counts.table(times * size));
    }

    private static long[] sorted(List<Sample> samples, Function<Sample, Duration> time) {
        return samples.stream().map(time).mapToLong(Duration::toNanos).sorted().toArray();
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    /** Makes bursts, each when the one before is over and quiet. */
    private List<Sample> measure(String pipeline, int times, int size) throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            samples.addAll(burst(pipeline, size));
            if (size > 1) {
                counts.awaitQuiet();
            }
        }
        counts.awaitQuiet();
        return samples;
    }

    private List<Sample> burst(String pipeline, int size) throws Exception {
        List<Future<Created>> creating = IntStream.range(0, size)
                .mapToObj(i -> "run-" + created++)
                .map(name -> users.submit(() -> {
                    Instant asked = Instant.now();
                    return new Created(loop.run(name, pipeline), asked);
                }))
                .toList();
        List<Sample> samples = new ArrayList<>();
        for (Future<Created> create : creating) {
            samples.add(sample(create.get()));
        }
        return samples;
    }

    private Sample sample(Created created) {
        PipelineRun run = created.run();
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!seenOver.containsKey(run.getMetadata().getUid())) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(run.getMetadata().getName() + " did not get over within a minute");
            }
            Loop.pause(5);
        }
        RunSnapshot build = loop.engine
                .find(loop.job(run.getSpec().pipelineRef().name()), Loop.ref(run))
                .orElseThrow();
        return new Sample(
                Duration.between(created.asked(), build.startedAt().orElseThrow()),
                Duration.between(
                        build.endedAt().orElseThrow(),
                        seenOver.get(run.getMetadata().getUid())));
    }

    private static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        String load = Files.isReadable(file)
                ? String.join(" ", Arrays.copyOf(Files.readString(file).split(" "), 3))
                : "unknown";
        return Runtime.getRuntime().availableProcessors() + " processors, load " + load;
    }

    @Override
    public void close() {
        watch.close();
        users.shutdown();
        loop.close();
    }
}
