package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunRequestFactory;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.FairQueue;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunDocumentFactory.Documents;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes the documents of runs that are running: when their stages change, but at most every two seconds, and every 15
 * seconds if only steps change. {@link WriteBudget} has the other limits, and the namespaces take turns. Thread-safe.
 */
final class RunningDocumentWriter implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(RunningDocumentWriter.class.getName());
    private static final int THREADS = 4;

    /** Changes within this time are written together: the end of a step, of its stage, and the start of the next one. */
    static final Duration GATHER = Duration.ofMillis(150);

    private static final Duration STEPS_INTERVAL = Duration.ofSeconds(15);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);

    private final RunEngine engine;
    private final RunDocumentFactory reader;
    private final RunStore store;
    private final WriteBudget budget;
    private final StoreFailureReporter failures;
    private final Function<PipelineRunRef, Optional<PipelineRun>> runs;
    private final Map<String, RunWriteState> stored = new ConcurrentHashMap<>();

    private final ScheduledThreadPoolExecutor timer = WorkerPoolFactory.createScheduled("run store timer", 1);
    private final FairQueue<String, RunWriteState> queue = new FairQueue<>("run store", THREADS, this::writeIfNeeded);

    /** @param runs finds an unfinished run by its name and UID; it may be some moments old */
    RunningDocumentWriter(
            RunEngine engine,
            RunDocumentFactory reader,
            RunStore store,
            WriteBudget budget,
            StoreFailureReporter failures,
            Function<PipelineRunRef, Optional<PipelineRun>> runs) {
        this.engine = engine;
        this.reader = reader;
        this.store = store;
        this.budget = budget;
        this.failures = failures;
        this.runs = runs;
    }

    /** Returns what is remembered of a run. */
    RunWriteState stateOf(PipelineRunRef ref) {
        return stored.computeIfAbsent(ref.uid(), uid -> new RunWriteState(ref, System.nanoTime()));
    }

    /** Forgets a run for which this class writes nothing more. */
    void forget(RunWriteState run) {
        stored.remove(run.ref.uid(), run);
    }

    /** Writes the run soon, because its stages, steps or state may have changed. */
    void onChanged(PipelineRunRef ref) {
        schedule(stateOf(ref));
    }

    private void schedule(RunWriteState state) {
        // Not the lock of the write, because that is held during a request.
        synchronized (state.timing) {
            if (!state.isScheduled && !state.isClosed) {
                long gathered = System.nanoTime() + GATHER.toNanos();
                long due = state.nextWrite - gathered > 0 ? state.nextWrite : gathered;
                state.isScheduled = runAt(due, () -> queue.add(state.ref.namespace(), state));
            }
        }
    }

    /** Schedules the next write of steps. A write of stages may come earlier. */
    private void scheduleSteps(RunWriteState state) {
        synchronized (state.timing) {
            if (!state.areStepsScheduled) {
                state.areStepsScheduled = runAt(state.lastWrite + STEPS_INTERVAL.toNanos(), () -> {
                    synchronized (state.timing) {
                        state.areStepsScheduled = false;
                    }
                    schedule(state);
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

    private void writeIfNeeded(RunWriteState state) {
        synchronized (state.timing) {
            state.isScheduled = false;
        }
        Optional<PipelineRun> run = runs.apply(state.ref).filter(found -> !PipelineRuns.hasEnded(found));
        Optional<RunSnapshot> build = run.flatMap(this::findBuild);
        if (build.isEmpty()) {
            synchronized (state) {
                abandon(state);
            }
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

    /** The caller holds the lock of the object. */
    private void abandon(RunWriteState state) {
        // Another thread may have read the run before, and must not write it any more.
        state.isAbandoned = true;
        forget(state);
        store.forget(state.ref.uid());
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

    private void writeChanged(RunWriteState state, PipelineRun run, RunSnapshot build) {
        Optional<Documents> found;
        try {
            found = reader.read(run, build);
        } catch (RuntimeException e) {
            // A build that waits for a person may have no next change.
            state.postpone(System.nanoTime(), PAUSE_AFTER_FAILURE);
            schedule(state);
            throw e;
        }
        state.postpone(System.nanoTime(), WriteBudget.intervalAfter(0));
        if (found.isEmpty()) {
            return;
        }
        if (found.get().outline().equals(state.outline)
                && state.lastWrite + STEPS_INTERVAL.toNanos() - System.nanoTime() > 0) {
            state.recordUnchanged(System.nanoTime());
            scheduleSteps(state);
            return;
        }
        try {
            write(state, run, found.get());
        } catch (ForeignConfigMapException e) {
            state.isClosed = true;
            failures.report(run, e);
        } catch (KubernetesClientException e) {
            if (StoreFailureReporter.isRunDeleted(e)) {
                abandon(state);
                return;
            }
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                failures.report(run, e);
                state.postpone(System.nanoTime(), PAUSE_AFTER_FAILURE);
            }
            schedule(state);
        }
    }

    private void write(RunWriteState state, PipelineRun run, Documents found) {
        RunDocuments documents = StageDocumentTrimmer.trim(found.status(), found.stages(), store.budget(run));
        String hash = documents.hash();
        if (!hash.equals(state.hash)) {
            budget.spend(documents.size());
            store.write(run, documents);
            state.recordWrite(documents, hash, found.outline(), System.nanoTime());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        queue.close();
    }
}
