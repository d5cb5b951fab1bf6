package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildOutcome;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Records the ends of runs. A record that cannot be written, because the disk is full, is tried again each second, and
 * until then the run has not ended: otherwise the next engine would find it in the queue, and build a run that was
 * reported as ended. Guarded by the lock of the engine.
 */
final class EmbeddedEndRecorder implements AutoCloseable {
    private static final int RETRY_MILLIS = 1_000;

    private record End(BuildOutcome outcome, Instant at) {}

    private final Object lock;
    private final EmbeddedRunStore store;
    private final Consumer<EmbeddedRun> onRecorded;
    private final Map<EmbeddedRun, End> pending = new LinkedHashMap<>();
    private final ScheduledThreadPoolExecutor timer;

    /**
     * @param lock the lock of the engine
     * @param onRecorded called with the lock after the end of a run was written
     */
    EmbeddedEndRecorder(Object lock, EmbeddedRunStore store, Consumer<EmbeddedRun> onRecorded) {
        this.lock = lock;
        this.store = store;
        this.onRecorded = onRecorded;
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "embedded ends");
            thread.setDaemon(true);
            return thread;
        });
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Records the end of a run, now or as soon as that is possible. */
    void record(EmbeddedRun run, BuildOutcome outcome) {
        record(run, new End(outcome, Instant.now()));
    }

    private void record(EmbeddedRun run, End end) {
        try {
            store.write(run, run.record.ended(end.outcome(), end.at()));
        } catch (UncheckedIOException e) {
            run.queueReason = end.outcome().message() + "; this cannot be recorded yet: "
                    + e.getCause().getMessage();
            pending.put(run, end);
            timer.schedule(this::retry, RETRY_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        onRecorded.accept(run);
    }

    private void retry() {
        synchronized (lock) {
            // The callback may add others.
            Map.copyOf(pending).forEach((run, end) -> {
                if (!timer.isShutdown() && pending.remove(run) != null) {
                    record(run, end);
                }
            });
        }
    }

    /** Whether the ends of all runs are written. If not, no build can start: it would fail for the same reason. */
    boolean isComplete() {
        return pending.isEmpty();
    }

    /** Forgets a run that was deleted. */
    void forget(EmbeddedRun run) {
        pending.remove(run);
    }

    /** Tries no more. The next engine finds the runs as they were before their ends. */
    @Override
    public void close() {
        timer.shutdown();
    }
}
