package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.RunRef;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.Result;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.State;
import java.util.Optional;
import java.util.OptionalInt;

/** A run on its way from the queue to the end of its build. Guarded by the engine's lock. */
final class Run {
    final Job job;
    private final RunRef ref;
    private QueueRecord item;
    private String waitsFor = "";
    private BuildRecord record;
    private Build build;

    private Run(Job job, RunRef ref) {
        this.job = job;
        this.ref = ref;
    }

    /** A run that is in the queue, or left it without a build. */
    static Run of(Job job, QueueRecord item) {
        Run run = new Run(job, item.run());
        run.item = item;
        return run;
    }

    /** A run whose build ended in an earlier life of the engine. */
    static Run of(Job job, BuildRecord record) {
        Run run = new Run(job, record.run());
        run.record = record;
        return run;
    }

    RunRef ref() {
        return ref;
    }

    /** The queue item, null once there is a build. */
    QueueRecord item() {
        return item;
    }

    /** The build's record, null before. */
    BuildRecord record() {
        return record;
    }

    /** The build while it runs, else null. */
    Build build() {
        return build;
    }

    boolean isQueued() {
        return item != null && item.cancelledAt() == null;
    }

    boolean isRunning() {
        return build != null;
    }

    void waitsFor(String what) {
        waitsFor = what;
    }

    void cancelled(QueueRecord cancelled) {
        item = cancelled;
    }

    void began(BuildRecord started, Build running) {
        item = null;
        record = started;
        build = running;
    }

    void ended(BuildRecord ended) {
        record = ended;
        build = null;
    }

    RunSnapshot snapshot() {
        if (isQueued()) {
            return snapshot(State.QUEUED, Result.NONE, waitsFor, Optional.empty());
        }
        if (item != null) {
            return snapshot(State.FINISHED, Result.CANCELLED_IN_QUEUE, "cancelled in the queue", Optional.empty());
        }
        if (build == null) {
            return snapshot(State.FINISHED, record.result(), record.message(), Optional.empty());
        }
        Optional<RunSnapshot.Input> input = build.question();
        return snapshot(input.isPresent() ? State.PAUSED : State.RUNNING, Result.NONE, "", input);
    }

    private RunSnapshot snapshot(State state, Result result, String message, Optional<RunSnapshot.Input> input) {
        return new RunSnapshot(
                ref,
                record == null ? OptionalInt.empty() : OptionalInt.of(record.number()),
                state,
                result,
                Optional.ofNullable(record).map(BuildRecord::startedAt),
                Optional.ofNullable(record == null ? item.cancelledAt() : record.endedAt()),
                message,
                input);
    }
}
