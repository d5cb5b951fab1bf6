package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.time.Duration;

/**
 * What {@link RunningDocumentWriter} and {@link FinalDocumentWriter} remember of a run. A thread that writes the run holds
 * the lock of this object. Times are those of {@link System#nanoTime}.
 */
final class RunWriteState {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    final PipelineRunRef ref;

    /** Guards what the timer has planned. Held for a moment only. */
    final Object timing = new Object();

    /** When the next write may begin. */
    volatile long nextWrite;

    volatile long lastWrite;
    /** The next pause after a read that led to no write. */
    private Duration pause = FIRST_PAUSE;

    String hash = "";
    String outline = "";

    /**
     * True if nothing more is written while the run is running: its ConfigMap belongs to something else, or its last
     * documents are being written.
     */
    volatile boolean isClosed;

    /** Nothing more is written with this object; a later change creates another one. Guarded by the lock of this object. */
    boolean isAbandoned;

    /** Whether the timer will look at the run when it may be written. Guarded by {@link #timing}. */
    boolean isScheduled;

    /** Whether the timer will look at the run when changes of its steps may be written. Guarded by {@link #timing}. */
    boolean areStepsScheduled;

    RunWriteState(PipelineRunRef ref, long now) {
        this.ref = ref;
        // A run that ends soon is written once, at its end.
        this.nextWrite = now + WriteBudget.intervalAfter(0).toNanos();
        this.lastWrite = now;
    }

    void recordWrite(RunDocuments documents, String newHash, String newOutline, long now) {
        hash = newHash;
        outline = newOutline;
        lastWrite = now;
        pause = FIRST_PAUSE;
        nextWrite = now + WriteBudget.intervalAfter(documents.size()).toNanos();
    }

    /**
     * Records that the stages were read and have not changed. If only steps change, the pauses until the next read grow
     * to the interval of the writes: many builds with many steps must not cost more than their writes.
     */
    void recordUnchanged(long now) {
        postpone(now, pause);
        Duration doubled = pause.multipliedBy(2);
        Duration longest = WriteBudget.intervalAfter(0);
        pause = doubled.compareTo(longest) < 0 ? doubled : longest;
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
