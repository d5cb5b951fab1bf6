package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.FairExecutor;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Writes the last documents of runs, before their final status. After a success, or after this class gave up, a run is
 * not tried again. Thread-safe.
 */
final class FinalDocumentWriter implements AutoCloseable {
    /** How long the caller waits for one attempt. */
    static final Duration WAIT = Duration.ofSeconds(5);

    private static final int THREADS = 8;
    private static final int MAX_RUNS = 10_000;

    private final RunStore store;
    private final WriteBudget budget;
    private final StoreFailureReporter failures;
    private final FinalWriteRetryPolicy retries;
    private final Duration wait;
    private final FairExecutor threads = new FairExecutor("final run store", THREADS);
    /** Those that have not ended. */
    private final Set<CompletableFuture<Void>> attempts = ConcurrentHashMap.newKeySet();
    /** UIDs of the runs for which nothing more is tried. Their final status may not be written yet. */
    private final Set<String> done = BoundedCollections.set(MAX_RUNS);

    /**
     * @param wait for one attempt; {@link #WAIT} except in tests
     * @param nanoTime as {@link System#nanoTime}
     */
    FinalDocumentWriter(
            RunStore store, WriteBudget budget, StoreFailureReporter failures, Duration wait, LongSupplier nanoTime) {
        this.store = store;
        this.budget = budget;
        this.failures = failures;
        this.wait = wait;
        this.retries = new FinalWriteRetryPolicy(nanoTime);
    }

    /** Whether nothing more is written for the run with this UID. */
    boolean isDone(String uid) {
        return done.contains(uid);
    }

    /**
     * Writes the last documents of a run, and waits for that. If they cannot be written, the users of the run are told:
     * its result is more important than its stages.
     *
     * @param last reads the documents, in another thread; empty if there is nothing to write
     * @throws RuntimeException if the next attempt may succeed, or if the session ends; the caller writes no final
     *     status until an attempt has succeeded or this class gives up
     */
    void write(RunWriteState state, PipelineRun run, Supplier<Optional<RunDocuments>> last) {
        String uid = state.ref.uid();
        if (isDone(uid)) {
            return;
        }
        CompletableFuture<Void> attempt = start(state, run, last);
        try {
            attempt.get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            requireOpen(run, e);
            // It may have waited for a thread, for the engine or for the API server, and may still succeed.
            failures.report(
                    run,
                    "they were not read and written within " + wait.toSeconds() + " s, and may still be written later");
            reportFailureOf(attempt, run);
        } catch (ExecutionException e) {
            requireOpen(run, e);
            if (e.getCause() instanceof RuntimeException failure && retries.allowsRetry(uid, failure)) {
                throw failure;
            }
            failures.report(run, e.getCause());
        } catch (CancellationException e) {
            throw sessionEnds(run, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw sessionEnds(run, e);
        }
        done.add(uid);
        retries.forget(uid);
    }

    private CompletableFuture<Void> start(RunWriteState state, PipelineRun run, Supplier<Optional<RunDocuments>> last) {
        try {
            CompletableFuture<Void> attempt = CompletableFuture.runAsync(
                    () -> writeNow(state, run, last), task -> threads.execute(state.ref.namespace(), task));
            attempts.add(attempt);
            attempt.whenComplete((nothing, failure) -> attempts.remove(attempt));
            return attempt;
        } catch (RejectedExecutionException e) {
            throw sessionEnds(run, e);
        }
    }

    private void writeNow(RunWriteState state, PipelineRun run, Supplier<Optional<RunDocuments>> last) {
        try {
            synchronized (state) {
                state.isClosed = true;
                last.get().ifPresent(documents -> {
                    budget.spend(documents.size());
                    store.write(run, documents);
                });
            }
        } finally {
            store.forget(state.ref.uid());
        }
    }

    private void reportFailureOf(CompletableFuture<Void> attempt, PipelineRun run) {
        attempt.whenComplete((nothing, failure) -> {
            if (failure != null && !threads.isClosed()) {
                failures.report(run, failure.getCause() == null ? failure : failure.getCause());
            }
        });
    }

    private void requireOpen(PipelineRun run, Exception failure) {
        if (threads.isClosed()) {
            throw sessionEnds(run, failure);
        }
    }

    private static IllegalStateException sessionEnds(PipelineRun run, Exception cause) {
        return new IllegalStateException(
                PipelineRuns.ref(run) + ": its last stages are not stored, because the session ends; the next session"
                        + " stores them and ends the run",
                cause);
    }

    /** Attempts that have not ended after two seconds fail. */
    @Override
    public void close() {
        threads.close();
        attempts.forEach(attempt -> attempt.cancel(false));
    }
}
