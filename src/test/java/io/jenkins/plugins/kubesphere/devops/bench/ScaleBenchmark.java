package io.jenkins.plugins.kubesphere.devops.bench;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsControllerInstaller;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Measures a real controller with many pipelines and completed runs: the time until all jobs exist, the cost of a
 * restart, and the time to delete a project. Prints the times and asserts nothing. The script {@code bench/scale}
 * starts it.
 */
final class ScaleBenchmark {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final int PROJECTS = 20;
    private static final int PIPELINES = Integer.getInteger("scale.pipelines", 1_000);
    private static final int RUNS = Integer.getInteger("scale.runs", 10_000);
    private static final int CHANGED = 50;
    private static final int DELETED_PIPELINES = 50;
    private static final int DELETED_RUNS = 500;

    private final ControllerTarget target;
    private final JenkinsController controller;
    private final ResourceLoadGenerator generator;

    private ScaleBenchmark(ControllerTarget target, KubernetesClient client) {
        this.target = target;
        this.controller = target.controller();
        this.generator = new ResourceLoadGenerator(client);
    }

    /** Takes no arguments; needs {@code -Djenkins.war=FILE -Djenkins.plugins=FOLDER}. */
    public static void main(String[] args) throws Exception {
        ControllerTarget target = ControllerTarget.install(JenkinsDistribution.findGiven()
                .orElseThrow(() -> new IllegalArgumentException("give -Djenkins.war=FILE -Djenkins.plugins=FOLDER")));
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(target.administrator()).build()) {
            new ScaleBenchmark(target, client).run();
        } finally {
            target.shutDown();
        }
    }

    private void run() throws Exception {
        print("%s", MachineLoad.load());
        target.connectDirectly();
        start();
        print("Jenkins without jobs: heap %d MB", heap());
        generator.createProjects("scale", PROJECTS);
        Duration untilReady = generator.createPipelines("scale", PROJECTS, PIPELINES);
        print(
                "%d pipelines in %d projects: all jobs exist after %.1f s; %s",
                PIPELINES, PROJECTS, seconds(untilReady), MachineLoad.load());
        measureDeletion();
        controller.stop();

        JenkinsControllerInstaller.disableOurPlugin(controller);
        start();
        print("%d jobs without our plugin: heap %d MB", PIPELINES, heap());
        controller.stop();
        JenkinsControllerInstaller.enableOurPlugin(controller);
        target.connectThroughProxies();
        restart("nothing has changed");
        controller.stop();

        Duration creation = generator.createEndedRuns("scale", PROJECTS, PIPELINES, RUNS);
        print("%d finished runs were created in %.0f s", RUNS, seconds(creation));
        restart(RUNS + " finished runs, nothing has changed");
        controller.stop();

        generator.setDescriptions("scale", PROJECTS, PIPELINES, CHANGED, "changed while Jenkins was down");
        restart(CHANGED + " pipelines were changed meanwhile");
        controller.stop();
        print("%s", MachineLoad.load());
    }

    private void start() throws IOException {
        controller.start();
        controller.awaitReady();
    }

    private long heap() {
        try (JvmMetricsReader metrics = new JvmMetricsReader(controller.pid())) {
            return metrics.readHeapMebibytes();
        }
    }

    /**
     * Starts Jenkins again and prints the times until the operator connects, Jenkins answers and all pipelines are in
     * sync.
     */
    private void restart(String what) throws IOException {
        Map<Path, Long> before = configFileTimes();
        target.requests().clear();
        long startedAt = System.nanoTime();
        controller.start();
        await("the plugin connects")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> target.requests().total() > 0);
        Duration connected = Duration.ofNanos(System.nanoTime() - startedAt);
        controller.awaitReady();
        Duration up = Duration.ofNanos(System.nanoTime() - startedAt);
        generator.awaitInSync();
        Duration synced = Duration.ofNanos(System.nanoTime() - startedAt);
        target.requests().awaitQuiet();
        Map<Path, Long> after = configFileTimes();
        long saves = after.entrySet().stream()
                .filter(file -> !file.getValue().equals(before.get(file.getKey())))
                .count();
        print(
                "restart, %s: the operator connects after %.1f s, Jenkins answers after %.1f s, all is in sync %.1f s after"
                        + " the operator connected; %d documents saved; heap %d MB; %s; requests:%n%s",
                what,
                seconds(connected),
                seconds(up),
                seconds(synced.minus(connected)),
                saves,
                heap(),
                MachineLoad.load(),
                target.requests().table(1));
    }

    private Map<Path, Long> configFileTimes() {
        Map<Path, Long> times = new TreeMap<>();
        try (Stream<Path> files = Files.walk(controller.home().resolve("jobs"), 4)) {
            files.filter(file -> file.endsWith("config.xml")).forEach(file -> {
                try {
                    times.put(file, Files.getLastModifiedTime(file).toMillis());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return times;
    }

    private void measureDeletion() throws Exception {
        for (boolean namespaceFirst : new boolean[] {false, true}) {
            String name = namespaceFirst ? "deleted-by-namespace" : "deleted";
            generator.createProjects(name, 1);
            generator.createPipelines(name, 1, DELETED_PIPELINES);
            Duration built = generator.runBuilds(name, DELETED_PIPELINES, DELETED_RUNS);
            ResourceLoadGenerator.DeletionTimes times = generator.deleteProject(name, namespaceFirst);
            print(
                    "a project with %d pipelines and %d runs (built in %.0f s), %s deleted first: runs are gone after %.1f s,"
                            + " pipelines after %.1f s, project and namespace after %.1f s; %s",
                    DELETED_PIPELINES,
                    DELETED_RUNS,
                    seconds(built),
                    namespaceFirst ? "its namespace" : "itself",
                    seconds(times.runs()),
                    seconds(times.pipelines()),
                    seconds(times.all()),
                    MachineLoad.load());
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static void print(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
