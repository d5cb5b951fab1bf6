package io.jenkins.plugins.kubesphere.devops.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A listener that reads the state of each changed run in another thread, and returns only after that read. No reader
 * can read the state earlier.
 */
final class StateReadingListener implements Consumer<EngineEvent>, AutoCloseable {
    private final Map<String, Optional<State>> seen = new ConcurrentHashMap<>();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final Engine engine;
    private final JobName job;
    private final Engine.Subscription subscription;

    private StateReadingListener(Engine engine, JobName job) {
        this.engine = engine;
        this.job = job;
        subscription = engine.subscribe(this);
    }

    static StateReadingListener of(Engine engine, JobName job) {
        return new StateReadingListener(engine, job);
    }

    @Override
    public void accept(EngineEvent event) {
        if (event instanceof EngineEvent.RunChanged changed) {
            PipelineRunRef run = changed.run();
            CompletableFuture.runAsync(
                            () -> seen.put(
                                    run.uid(), engine.runs().find(job, run).map(RunSnapshot::state)),
                            executor)
                    .join();
        }
    }

    void assertLastState(RunRequest run, State state) {
        await(run.run() + " has state " + state + " at its last event")
                .until(() -> seen.get(run.run().uid()), found -> Optional.of(state)
                        .equals(found));
    }

    @Override
    public void close() {
        subscription.close();
        executor.shutdown();
    }
}
