package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.time.Duration;

/**
 * What {@link RunStoreWriter} remembers of a run. Who writes the run holds the lock of this object. Times are those of
 * {@link System#nanoTime}.
 */
final class StoredRun {
    final PipelineRunRef ref;

    /** Guards what the timer has planned. Held for a moment only. */
    final Object timing = new Object();

    /** When the next write may begin. */
    volatile long nextWrite;

    volatile long lastWrite;
    String hash = "";
    String outline = "";

    /** Nothing is written before its end: its place belongs to something else, or its end is written now. */
    volatile boolean isClosed;

    /** The run had no build. If it has one later, that gets another object. Guarded by the lock of this object. */
    boolean isAbandoned;

    /** Whether the timer will look at the run when it may be written. */
    boolean isScheduled;

    /** Whether the timer will look at the run when changes of its steps may be written. */
    boolean areStepsScheduled;

    StoredRun(PipelineRunRef ref, long now) {
        this.ref = ref;
        // A run that ends soon is written once, at its end.
        this.nextWrite = now + WriteBudget.intervalAfter(0).toNanos();
        this.lastWrite = nextWrite;
    }

    void recordWrite(RunDocuments documents, String newHash, String newOutline, long now) {
        hash = newHash;
        outline = newOutline;
        lastWrite = now;
        nextWrite = now + WriteBudget.intervalAfter(documents.size()).toNanos();
    }

    /** The next write begins after the pause. */
    void postpone(long now, Duration pause) {
        nextWrite = now + pause.toNanos();
    }

    @Override
    public String toString() {
        return ref.toString();
    }
}
