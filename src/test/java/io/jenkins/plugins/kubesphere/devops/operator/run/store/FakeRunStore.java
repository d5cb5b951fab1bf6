package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store in memory, for one run. */
final class FakeRunStore implements RunStore {
    final List<RunDocuments> written = new CopyOnWriteArrayList<>();
    /** What the next writes throw. */
    final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

    Optional<RunDocuments> stored = Optional.empty();
    int budget = 900 * 1024;
    int reads;

    /** A run that this store has a place for. */
    static PipelineRun run() {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withNamespace("demo")
                .withName("web-1")
                .withUid("uid")
                .withCreationTimestamp("2026-11-30T09:00:00Z")
                .build());
        run.setSpec(RunSpecs.of("web"));
        run.setStatus(PipelineRunStatus.EMPTY);
        return run;
    }

    @Override
    public int budget(PipelineRun run) {
        return budget;
    }

    @Override
    public void write(PipelineRun run, RunDocuments documents) {
        RuntimeException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        written.add(documents);
    }

    @Override
    public Optional<RunDocuments> read(PipelineRun run) {
        reads++;
        return stored;
    }

    @Override
    public String describe(PipelineRun run) {
        return "the fake store";
    }
}
