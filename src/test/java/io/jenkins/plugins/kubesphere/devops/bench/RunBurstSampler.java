package io.jenkins.plugins.kubesphere.devops.bench;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTarget.Built;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
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

/** Creates many runs at once, each by a separate user, and measures their times. */
final class RunBurstSampler implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final AcceptanceTestProject scenario;
    private final String prefix;
    private final Map<String, Instant> completionSeenAt = new ConcurrentHashMap<>();
    private final ExecutorService users;
    private final Watch watch;
    private int created;

    /**
     * Times of a completed run.
     *
     * @param untilStarted from before the create request until the start of the build
     * @param untilFinal from the end of the build until a separate watch shows the run with a completion time
     * @param build number of the build
     */
    record Sample(Duration untilStarted, Duration untilFinal, int build) {}

    private record Created(PipelineRun run, Instant requestedAt) {}

    /**
     * @param largest maximum number of runs that are created at once
     * @param prefix prefix of their names, which other runs of the scenario do not have
     */
    RunBurstSampler(AcceptanceTestProject scenario, int largest, String prefix) {
        this.scenario = scenario;
        this.prefix = prefix;
        users = Executors.newFixedThreadPool(largest);
        watch = scenario.client
                .resources(PipelineRun.class)
                .inNamespace(scenario.namespace)
                .watch(new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, PipelineRun run) {
                        Instant now = Instant.now();
                        if (run.getStatus().hasEnded()) {
                            completionSeenAt.putIfAbsent(run.getMetadata().getUid(), now);
                        }
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                        // After this, no completion is recorded, so that awaitEnd fails at its time limit.
                    }
                });
    }

    /** Creates a burst of runs and waits until all of them have ended. */
    List<Sample> createAndAwait(String pipeline, int size) throws ExecutionException, InterruptedException {
        List<Future<Created>> creating = IntStream.range(0, size)
                .mapToObj(i -> prefix + "-" + created++)
                .map(name -> users.submit(() -> {
                    Instant requestedAt = Instant.now();
                    return new Created(scenario.createRun(name, pipeline), requestedAt);
                }))
                .toList();
        List<Created> runs = new ArrayList<>();
        for (Future<Created> create : creating) {
            runs.add(create.get());
        }
        runs.forEach(run -> awaitEnd(run.run()));
        // The builds are read only now: reading them while others run would change the measured times.
        return runs.stream().map(this::sample).toList();
    }

    private void awaitEnd(PipelineRun run) {
        await(run.getMetadata().getName() + " has ended")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> completionSeenAt.containsKey(run.getMetadata().getUid()));
    }

    private Sample sample(Created created) {
        Built build = scenario.build(created.run()).orElseThrow();
        Optional<Instant> ended = build.ended();
        return new Sample(
                Duration.between(created.requestedAt(), build.started()),
                Duration.between(
                        ended.orElseThrow(),
                        completionSeenAt.get(created.run().getMetadata().getUid())),
                build.number());
    }

    @Override
    public void close() {
        watch.close();
        users.shutdown();
    }
}
