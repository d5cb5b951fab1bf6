package io.jenkins.plugins.kubesphere.devops.bench;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.controlplane.CrdInstaller;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Measures the answers of the REST API with 10,000 runs and 1,000 pipelines on a real Kubernetes API, without Jenkins; on
 * request beside another server that has the same API. Prints the times and asserts nothing. The script {@code bench/rest}
 * starts it.
 */
final class RestApiBenchmark {
    private static final String BASE = "/kapis/devops.kubesphere.io/v1alpha3/namespaces/" + RestApiObjects.NAMESPACE;
    private static final String RUNS = BASE + "/pipelines/" + RestApiObjects.PIPELINE + "/pipelineruns";
    private static final Pattern ALL_RUNS = Pattern.compile("\"totalItems\": ?" + RestApiObjects.RUNS + "\\b");
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int WARM_UP = 100;
    private static final int REQUESTS = Integer.getInteger("rest.requests", 200);
    private static final int COUNTED = 20;
    private static final double MEBIBYTE = 1_048_576;

    private static final String OTHER_TITLES = " other: size | p50 ms | p99 ms | p50, ours / other |";

    private static final List<Row> ROWS = List.of(
            new Row("10 of %,d runs".formatted(RestApiObjects.RUNS), RUNS + "?backward=false&page=1&limit=10"),
            new Row("1,000 of %,d runs".formatted(RestApiObjects.RUNS), RUNS + "?backward=false&page=1&limit=1000"),
            new Row("10 of 1,000 pipelines", BASE + "/pipelines?page=1&limit=10"),
            new Row("1,000 pipelines", BASE + "/pipelines?page=1&limit=1000"),
            new Row("one run", BASE + "/pipelineruns/" + RestApiObjects.FIFTY_STAGES),
            new Row("stages of a run, 50", BASE + "/pipelineruns/" + RestApiObjects.FIFTY_STAGES + "/nodedetails"),
            new Row(
                    "stages of a run, 3,000",
                    BASE + "/pipelineruns/" + RestApiObjects.THREE_THOUSAND_STAGES + "/nodedetails"));

    private final KubernetesRequestCounter kubernetes;
    private final MeasuredServer ours;
    private final List<MeasuredServer> all;

    private record Row(String what, String path) {}

    private RestApiBenchmark(KubernetesClient cluster, List<MeasuredServer> servers) {
        this.kubernetes = new KubernetesRequestCounter(cluster);
        this.ours = servers.get(0);
        this.all = servers;
    }

    /** Takes no arguments; {@link KubernetesCluster#forTests} chooses the cluster. */
    public static void main(String[] args) throws Exception {
        List<MeasuredServer> servers = new ArrayList<>();
        if (!System.getProperty("rest.other", "").isEmpty()) {
            servers.add(MeasuredServer.other());
        }
        Path folder = Files.createTempDirectory("bench-rest");
        try (KubernetesCluster started = KubernetesCluster.forTests(folder.resolve("control-plane"));
                KubernetesClient client = started.createClient()) {
            CrdInstaller.installOurs(client);
            new RestApiObjects(client).create();
            try (RestApiServerProcess server =
                    RestApiServerProcess.start(started, KapisClient.tokenOf(started.createConfig()), folder)) {
                servers.add(0, server.server());
                new RestApiBenchmark(client, servers).run();
            }
        }
        // The threads of the control plane's client are not ours to end.
        System.exit(0);
    }

    private void run() throws Exception {
        for (MeasuredServer server : all) {
            await("all objects are read").atMost(LIMIT).until(() -> ALL_RUNS.matcher(
                            new String(server.get(RUNS + "?limit=1", "").body(), StandardCharsets.UTF_8))
                    .find());
        }
        print("%s", MachineLoad.load());
        print("| request | size | p50 ms | p99 ms | 304, p50 ms | 304, p99 ms |%s", all.size() > 1 ? OTHER_TITLES : "");
        print("| --- | --- | --- | --- | --- | --- |%s", all.size() > 1 ? " --- | --- | --- | --- |" : "");
        for (Row row : ROWS) {
            measure(row);
        }
        print("");
        for (MeasuredServer server : all) {
            print(
                    "%s: %.2f requests to Kubernetes for each request of these, memory of the process %s",
                    server.name(), countRequests(server), server.memory());
        }
        download();
        print("%s", MachineLoad.load());
    }

    private void measure(Row row) throws Exception {
        HttpResponse<byte[]> answer = ours.get(row.path(), "");
        List<DurationQuantiles> times = sample(row.path(), "", all);
        DurationQuantiles unchanged = sample(
                        row.path(), answer.headers().firstValue("ETag").orElseThrow(), List.of(ours))
                .get(0);
        StringBuilder line = new StringBuilder("| %s | %,d | %.1f | %.1f | %.1f | %.1f |"
                .formatted(
                        row.what(),
                        answer.body().length,
                        times.get(0).percentile(50),
                        times.get(0).percentile(99),
                        unchanged.percentile(50),
                        unchanged.percentile(99)));
        for (int i = 1; i < all.size(); i++) {
            line.append(" %,d | %.1f | %.1f | %.2f |"
                    .formatted(
                            all.get(i).get(row.path(), "").body().length,
                            times.get(i).percentile(50),
                            times.get(i).percentile(99),
                            times.get(0).percentile(50) / times.get(i).percentile(50)));
        }
        print("%s", line);
    }

    /** The servers take turns, so that all have the same share of what else the machine does. */
    private static List<DurationQuantiles> sample(String path, String tag, List<MeasuredServer> servers)
            throws Exception {
        List<List<Duration>> times = servers.stream()
                .<List<Duration>>map(server -> new ArrayList<>())
                .toList();
        for (int i = -WARM_UP; i < REQUESTS; i++) {
            for (int server = 0; server < servers.size(); server++) {
                Duration time = servers.get(server).time(path, tag);
                if (i >= 0) {
                    times.get(server).add(time);
                }
            }
        }
        return times.stream()
                .map(samples -> DurationQuantiles.of(samples, time -> time))
                .toList();
    }

    private double countRequests(MeasuredServer server) throws Exception {
        long before = kubernetes.count();
        for (int i = 0; i < COUNTED; i++) {
            for (Row row : ROWS) {
                server.get(row.path(), "");
            }
        }
        return (kubernetes.count() - before) / (double) (COUNTED * ROWS.size());
    }

    private void download() throws Exception {
        String path = BASE + "/pipelineruns/" + RestApiObjects.FIFTY_STAGES + "/artifacts/download?filename=big";
        try (JvmMetricsReader heap = new JvmMetricsReader(ours.pid())) {
            long before = heap.readHeapMebibytes();
            AtomicLong most = new AtomicLong();
            ours.download(path, () -> most.accumulateAndGet(heap.readHeapMebibytes(), Math::max));
            print("heap: %d MiB, while an artifact is sent at most %d MiB more", before, most.get() - before);
        }
        for (MeasuredServer server : all) {
            long startedAt = System.nanoTime();
            long bytes = server.download(path, () -> {});
            double seconds = (System.nanoTime() - startedAt) / 1e9;
            print(
                    "%s: artifact of %,d bytes: %.0f MiB/s, memory of the process %s",
                    server.name(), bytes, bytes / MEBIBYTE / seconds, server.memory());
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
