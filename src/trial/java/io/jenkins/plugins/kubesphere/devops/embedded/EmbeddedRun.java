package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.embedded.build.EmbeddedBuild;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.util.Optional;
import java.util.OptionalInt;

/** A run on its way from the queue to the end of its build. Guarded by the engine's lock. */
final class EmbeddedRun {
    final EmbeddedJob job;
    RunRecord record;

    /** What is in its way while it is queued. */
    String waitsFor = "";

    /** Its build while that runs, else null. */
    EmbeddedBuild build;

    EmbeddedRun(EmbeddedJob job, RunRecord record) {
        this.job = job;
        this.record = record;
    }

    RunRef ref() {
        return record.run();
    }

    /** The question at which it is paused, if it is. */
    Optional<RunSnapshot.Input> question() {
        return Optional.ofNullable(build).flatMap(EmbeddedBuild::question);
    }

    RunSnapshot snapshot() {
        Optional<RunSnapshot.Input> input = question();
        return new RunSnapshot(
                ref(),
                record.number() == null ? OptionalInt.empty() : OptionalInt.of(record.number()),
                record.over()
                        ? State.FINISHED
                        : record.waits() ? State.QUEUED : input.isPresent() ? State.PAUSED : State.RUNNING,
                record.result(),
                Optional.ofNullable(record.startedAt()),
                Optional.ofNullable(record.endedAt()),
                record.waits() ? waitsFor : record.message(),
                input);
    }
}
