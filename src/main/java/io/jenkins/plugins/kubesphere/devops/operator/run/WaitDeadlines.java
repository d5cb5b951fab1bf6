package io.jenkins.plugins.kubesphere.devops.operator.run;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/** Remembers when each run that waits has waited too long. Thread-safe. */
final class WaitDeadlines {
    private static final int MAX_REMEMBERED = 100_000;

    private final Duration timeout;
    private final LongSupplier nanoTime;
    private final Map<String, Deadline> deadlines = BoundedCollections.map(MAX_REMEMBERED);

    /**
     * @param timeout how long a run may wait
     * @param nanoTime as {@link System#nanoTime}: a clock that is set forward must not fail all runs that wait
     */
    WaitDeadlines(Duration timeout, LongSupplier nanoTime) {
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    /** Returns how long the run may still wait, from its first wait on; zero or less if it has waited too long. */
    Duration remaining(PipelineRun run) {
        return deadlines
                .computeIfAbsent(uid(run), first -> Deadline.after(timeout, nanoTime))
                .remaining();
    }

    /** Lets the time of the run begin again. */
    void restart(PipelineRun run) {
        deadlines.put(uid(run), Deadline.after(timeout, nanoTime));
    }

    private static String uid(PipelineRun run) {
        return run.getMetadata().getUid();
    }
}
