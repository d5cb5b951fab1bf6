package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunRequestFactory;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ApiFailureDescriber;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.FairExecutor;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.FairQueue;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunDocumentReader.Documents;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes the documents of runs into their store. While a run is running, it is written when its stages change, but at
 * most every two seconds, and every 15 seconds if only steps change; {@link WriteBudget} has the other limits, and the
 * namespaces take turns. At its end it is written once, before its final status.
 */
public final class RunStoreWriter implements AutoCloseable {
    /** Annotations that only this class writes, and that have no effect on a reconcile. */
    public static final Set<String> ANNOTATIONS = Set.of(RunAnnotations.STATUS, RunAnnotations.STAGES);

    private static final Logger LOGGER = Logger.getLogger(RunStoreWriter.class.getName());
    private static final int THREADS = 4;
    private static final Duration STEPS_INTERVAL = Duration.ofSeconds(15);
    private static final int MAX_ENDED = 10_000;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);

    /** So long a final status is held back at most. */
    private static final Duration FINAL_WAIT = Duration.ofSeconds(5);

    private final RunEngine engine;
    private final RunDocumentReader reader;
    private final EventRecorder events;
    private final Optional<RunStore> store;
    private final Function<PipelineRunRef, Optional<PipelineRun>> runs;
    private final WriteBudget budget = new WriteBudget(System::nanoTime);
    private final FinalWriteRetryLimit finalRetries = new FinalWriteRetryLimit(System::nanoTime);
    private final Map<String, StoredRun> stored = new ConcurrentHashMap<>();
    /** UIDs of the runs whose last documents were written. Their status may not be written yet. */
    private final Set<String> ended = BoundedCollections.set(MAX_ENDED);

    private final ScheduledThreadPoolExecutor timer = WorkerPoolFactory.createScheduled("run store timer", 1);
    private final FairQueue<String, StoredRun> queue = new FairQueue<>("run store", THREADS, this::writeIfNeeded);
    private final FairExecutor finalWrites = new FairExecutor("final run store", 2 * THREADS);

    /**
     * @param runs finds an unfinished run by its name and UID; it may be some moments old
     * @param onWritten gets each run that was written, as the API server has it now
     */
    public RunStoreWriter(
            RunStoreType type,
            Engine engine,
            KubernetesClient client,
            EventRecorder events,
            Function<PipelineRunRef, Optional<PipelineRun>> runs,
            Consumer<PipelineRun> onWritten) {
        this.engine = engine.runs();
        this.reader = new RunDocumentReader(engine.runDetails());
        this.events = events;
        this.runs = runs;
        this.store = switch (type) {
            case CONFIG_MAP -> Optional.of(new ConfigMapStore(client));
            case ANNOTATIONS -> Optional.of(new AnnotationStore(client, onWritten));
            case NONE -> Optional.empty();
        };
    }

    /** Writes the run soon, because its stages, steps or state may have changed. */
    public void onChanged(PipelineRunRef ref) {
        if (store.isPresent() && !ended.contains(ref.uid())) {
            schedule(stored.computeIfAbsent(ref.uid(), uid -> new StoredRun(ref, System.nanoTime())));
        }
    }

    private void schedule(StoredRun run) {
        // Not the lock of the write, because that is held during a request.
        synchronized (run.timing) {
            if (!run.isScheduled && !run.isClosed) {
                run.isScheduled = runAt(run.nextWrite, () -> queue.add(run.ref.namespace(), run));
            }
        }
    }

    /** A change of a stage does not wait for this. */
    private void scheduleSteps(StoredRun run) {
        synchronized (run.timing) {
            if (!run.areStepsScheduled) {
                run.areStepsScheduled = runAt(run.lastWrite + STEPS_INTERVAL.toNanos(), () -> {
                    synchronized (run.timing) {
                        run.areStepsScheduled = false;
                    }
                    schedule(run);
                });
            }
        }
    }

    private boolean runAt(long time, Runnable task) {
        try {
            timer.schedule(task, Math.max(0, time - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "The stages of a run are not stored, because the session ends", e);
            return false;
        }
    }

    private void writeIfNeeded(StoredRun state) {
        synchronized (state.timing) {
            state.isScheduled = false;
        }
        Optional<PipelineRun> run = runs.apply(state.ref).filter(found -> !PipelineRuns.hasEnded(found));
        Optional<RunSnapshot> build = run.flatMap(this::findBuild);
        if (build.isEmpty()) {
            synchronized (state) {
                // Another thread may have read the run before, and must not write it any more.
                state.isAbandoned = true;
            }
            stored.remove(state.ref.uid(), state);
            store.orElseThrow().forget(state.ref.uid());
            return;
        }
        // A run that has ended is written by the reconcile that this end causes.
        if (!build.get().hasEnded() && awaitTurn()) {
            synchronized (state) {
                if (state.isAbandoned) {
                    onChanged(state.ref);
                } else if (!state.isClosed && state.nextWrite - System.nanoTime() > 0) {
                    // It was written while this thread waited for its turn.
                    schedule(state);
                } else if (!state.isClosed) {
                    writeChanged(state, run.get(), build.get());
                }
            }
        }
    }

    private Optional<RunSnapshot> findBuild(PipelineRun run) {
        return engine.find(PipelineRuns.jobOfBuild(run), PipelineRuns.ref(run), RunRequestFactory.createdAt(run))
                .filter(build -> build.number().isPresent());
    }

    /** @return false if the session ends */
    private boolean awaitTurn() {
        try {
            for (Duration wait = budget.delay(); wait.toMillis() > 0; wait = budget.delay()) {
                Thread.sleep(wait.toMillis());
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void writeChanged(StoredRun state, PipelineRun run, RunSnapshot build) {
        Optional<Documents> found = reader.read(run, build);
        state.waitAtLeast(System.nanoTime(), WriteBudget.intervalAfter(0));
        if (found.isEmpty()) {
            return;
        }
        if (found.get().outline().equals(state.outline)
                && state.lastWrite + STEPS_INTERVAL.toNanos() - System.nanoTime() > 0) {
            scheduleSteps(state);
            return;
        }
        try {
            write(state, run, found.get());
        } catch (KubernetesClientException e) {
            if (PatchWriter.isStale(e)) {
                return; // The run was deleted.
            }
            report(run, ApiFailureDescriber.describe(e));
            state.waitAtLeast(System.nanoTime(), PAUSE_AFTER_FAILURE);
            schedule(state);
        }
    }

    private void write(StoredRun state, PipelineRun run, Documents found) {
        RunStore place = store.orElseThrow();
        RunDocuments trimmed = StageDocumentTrimmer.trim(found.status(), found.stages(), place.budget(run));
        RunDocuments documents = state.isClosed && trimmed.stages().isEmpty()
                ? trimmed.withStages(place.readStages(run)
                        .map(stages ->
                                OpenStageCloser.close(stages, found.status().result())))
                : trimmed;
        String hash = documents.hash();
        if (hash.equals(state.hash)) {
            return;
        }
        budget.spend(documents.size());
        try {
            place.write(run, documents);
            state.recordWrite(documents, hash, found.outline(), System.nanoTime());
        } catch (ForeignConfigMapException e) {
            state.isClosed = true;
            events.warning(run, EventReasons.STORE_FAILED, e.getMessage());
        }
    }

    /**
     * Writes the last documents of a run, and waits for that some seconds at most. If they cannot be written, an Event
     * says so: the result of a run is more important than its stages. Does nothing if they were written: the caller
     * repeats the call if the status could not be written.
     *
     * @param build its end
     * @throws RuntimeException if the next attempt may succeed; the caller writes no final status before it
     */
    public void writeFinal(PipelineRun run, RunSnapshot build) {
        if (store.isEmpty()
                || build.number().isEmpty()
                || ended.contains(run.getMetadata().getUid())) {
            return;
        }
        PipelineRunRef ref = PipelineRuns.ref(run);
        StoredRun state = stored.computeIfAbsent(ref.uid(), uid -> new StoredRun(ref, System.nanoTime()));
        CompletableFuture<Void> end = new CompletableFuture<>();
        try {
            finalWrites.execute(ref.namespace(), () -> complete(end, () -> writeFinal(state, run, build)));
            end.get(FINAL_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            report(run, "the API server did not answer within " + FINAL_WAIT.toSeconds() + " s");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure && finalRetries.allowsRetry(ref.uid(), failure)) {
                throw failure;
            }
            finalRetries.forget(ref.uid());
            report(run, describe(e.getCause()));
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "The stages of a run are not stored, because the session ends", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stored.remove(ref.uid(), state);
        }
    }

    private void writeFinal(StoredRun state, PipelineRun run, RunSnapshot build) {
        try {
            synchronized (state) {
                if (!state.isClosed) {
                    state.isClosed = true;
                    state.hash = "";
                    reader.read(run, build).ifPresent(documents -> write(state, run, documents));
                    ended.add(state.ref.uid());
                    finalRetries.forget(state.ref.uid());
                }
            }
        } finally {
            store.orElseThrow().forget(state.ref.uid());
        }
    }

    private static void complete(CompletableFuture<Void> end, Runnable work) {
        try {
            work.run();
            end.complete(null);
        } catch (RuntimeException | LinkageError e) {
            end.completeExceptionally(e);
        }
    }

    private static String describe(Throwable failure) {
        return failure instanceof KubernetesClientException refused
                ? ApiFailureDescriber.describe(refused)
                : failure.getClass().getSimpleName();
    }

    private void report(PipelineRun run, String problem) {
        String message = PipelineRuns.ref(run) + ": its stages were not written into "
                + store.orElseThrow().describe(run) + ": " + problem + "; the run itself is not affected";
        LOGGER.log(Level.FINE, message);
        events.warning(run, EventReasons.STORE_FAILED, message);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        queue.close();
        finalWrites.close();
    }
}
