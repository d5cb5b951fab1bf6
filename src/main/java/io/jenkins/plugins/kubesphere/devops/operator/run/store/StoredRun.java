package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.time.Duration;

/** What {@link RunStoreWriter} remembers of a run. Guarded by itself. Times are those of {@link System#nanoTime}. */
final class StoredRun {
    final PipelineRunRef ref;

    /** When the next write may begin. */
    long nextWrite;

    long lastWrite;
    String hash = "";
    String outline = "";

    /** Nothing is written any more: its place belongs to something else, or its end is written. */
    boolean isClosed;

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

    void waitAtLeast(long now, Duration pause) {
        nextWrite = now + pause.toNanos();
    }
}
