package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildGraph;
import io.jenkins.plugins.kubesphere.devops.embedded.build.EmbeddedBuild;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.util.Optional;
import java.util.OptionalInt;

/** A run, from the queue to the end of its build. Guarded by the lock of the engine. */
final class EmbeddedRun {
    final EmbeddedJob job;
    EmbeddedRunRecord record;

    /** Why the run waits in the queue; empty otherwise. */
    String queueReason = "";

    /** The running build, or null. */
    EmbeddedBuild build;

    /** The stages of the build, also after its end; empty if this process has not run it. */
    Optional<BuildGraph> graph = Optional.empty();

    EmbeddedRun(EmbeddedJob job, EmbeddedRunRecord record) {
        this.job = job;
        this.record = record;
    }

    PipelineRunRef ref() {
        return record.run();
    }

    /** Who or what started the run. */
    String startedBy() {
        String user = record.startedBy();
        return user.isEmpty() ? ref().toString() : user + " (" + ref() + ")";
    }

    /** The input that the build waits for; empty if it waits for none. */
    Optional<RunSnapshot.Input> pendingInput() {
        return Optional.ofNullable(build).flatMap(EmbeddedBuild::pendingInput);
    }

    private boolean isPaused() {
        return build != null && build.isPaused();
    }

    private State state(boolean paused, boolean asks) {
        if (record.hasEnded()) {
            return State.FINISHED;
        }
        if (record.waitsInQueue()) {
            return State.QUEUED;
        }
        if (paused) {
            return State.PAUSED_BY_USER;
        }
        return asks ? State.PAUSED : State.RUNNING;
    }

    RunSnapshot snapshot() {
        // Reads the pending input only once: a thread of the build may change it at any time.
        Optional<RunSnapshot.Input> input = pendingInput();
        State state = state(isPaused(), input.isPresent());
        return new RunSnapshot(
                ref(),
                record.number() == null ? OptionalInt.empty() : OptionalInt.of(record.number()),
                state,
                record.result(),
                Optional.ofNullable(record.startedAt()),
                Optional.ofNullable(record.endedAt()),
                state == State.QUEUED ? queueReason : record.message(),
                input.filter(found -> state == State.PAUSED));
    }
}
