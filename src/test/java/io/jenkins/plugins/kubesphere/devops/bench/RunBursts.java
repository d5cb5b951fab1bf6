package io.jenkins.plugins.kubesphere.devops.bench;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;

import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.Scenario;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.Target.Built;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Makes runs all at once, each by a user of its own, and says how long everything took. */
final class RunBursts implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Scenario loop;
    private final String prefix;
    private final Map<String, Instant> seenOver = new ConcurrentHashMap<>();
    private final ExecutorService users;
    private final Watch watch;
    private int created;

    /**
     * A run that is over.
     *
     * @param untilStarted from before the request that creates it to its build's start
     * @param untilFinal from its build's end until a watch that is not the operator's shows the run with a completion time
     * @param build its build's number
     */
    record Sample(Duration untilStarted, Duration untilFinal, int build) {}

    private record Created(PipelineRun run, Instant asked) {}

    /**
     * @param largest how many runs are made at once at most
     * @param prefix of their names, which no other run of the loop has
     */
    RunBursts(Scenario loop, int largest, String prefix) {
        this.loop = loop;
        this.prefix = prefix;
        users = Executors.newFixedThreadPool(largest);
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

    /** Makes a burst and waits until all of it is over. */
    List<Sample> burst(String pipeline, int size) throws ExecutionException, InterruptedException {
        List<Future<Created>> creating = IntStream.range(0, size)
                .mapToObj(i -> prefix + "-" + created++)
                .map(name -> users.submit(() -> {
                    Instant asked = Instant.now();
                    return new Created(loop.run(name, pipeline), asked);
                }))
                .toList();
        List<Created> runs = new ArrayList<>();
        for (Future<Created> create : creating) {
            runs.add(create.get());
        }
        runs.forEach(run -> awaitOver(run.run()));
        // Asked for only now: reading builds while others run would be in their times.
        return runs.stream().map(this::sample).toList();
    }

    private void awaitOver(PipelineRun run) {
        await(run.getMetadata().getName() + " is over")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> seenOver.containsKey(run.getMetadata().getUid()));
    }

    private Sample sample(Created created) {
        Built build = loop.build(created.run()).orElseThrow();
        Optional<Instant> ended = build.ended();
        return new Sample(
                Duration.between(created.asked(), build.started()),
                Duration.between(
                        ended.orElseThrow(),
                        seenOver.get(created.run().getMetadata().getUid())),
                build.number());
    }

    @Override
    public void close() {
        watch.close();
        users.shutdown();
    }
}
