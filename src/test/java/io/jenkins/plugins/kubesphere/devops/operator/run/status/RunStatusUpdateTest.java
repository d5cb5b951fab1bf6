package io.jenkins.plugins.kubesphere.devops.operator.run.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Input;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunStatusUpdateTest {
    private static final RunRef RUN = new RunRef("demo", "web-1", "uid");
    private static final Instant STARTED = Instant.parse("2026-11-21T10:00:00.700Z");
    private static final Instant ENDED = Instant.parse("2026-11-21T10:00:05.300Z");
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:06Z");

    /** Tests the phase and the conditions for each state of a build that has a number. */
    @ParameterizedTest
    @CsvSource({
        "QUEUED,   NONE,      Pending,   True, Unknown, QUEUED,    no",
        "RUNNING,  NONE,      Running,   True, Unknown, RUNNING,   no",
        "PAUSED,   NONE,      Pending,   True, Unknown, PAUSED,    no",
        "FINISHED, SUCCESS,   Succeeded, True, True,    SUCCESS,   yes",
        "FINISHED, UNSTABLE,  Failed,    True, False,   UNSTABLE,  yes",
        "FINISHED, FAILURE,   Failed,    True, False,   FAILURE,   yes",
        "FINISHED, ABORTED,   Cancelled, True, False,   ABORTED,   yes",
        "FINISHED, NOT_BUILT, Unknown,   True, False,   NOT_BUILT, yes",
    })
    void eachStateOfABuildHasItsPhase(
            State state,
            RunResult result,
            String phase,
            String ready,
            String succeeded,
            String reason,
            String completed) {
        PipelineRunStatus status =
                RunStatusUpdate.of(build(state, result, OptionalInt.of(7))).render(PipelineRunStatus.EMPTY, NOW);

        assertThat(status.phase()).isEqualTo(phase);
        assertThat(status.condition("Ready").orElseThrow().status()).isEqualTo(ready);
        assertThat(status.condition("Ready").orElseThrow().message()).isEqualTo("build 7");
        assertThat(status.condition("Succeeded").orElseThrow().status()).isEqualTo(succeeded);
        assertThat(status.condition("Succeeded").orElseThrow().reason()).isEqualTo(reason);
        assertThat(status.hasEnded()).isEqualTo(completed.equals("yes"));
        assertThat(status.startTime()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(status.updateTime()).isEqualTo("2026-11-21T10:00:06Z");
    }

    @Test
    void aQueuedRunIsPendingAndNotReady() {
        RunSnapshot queued = new RunSnapshot(
                RUN,
                OptionalInt.empty(),
                State.QUEUED,
                RunResult.NONE,
                Optional.empty(),
                Optional.empty(),
                "Waiting for next available executor",
                Optional.empty());

        PipelineRunStatus status = RunStatusUpdate.of(queued).render(PipelineRunStatus.EMPTY, NOW);

        assertThat(status.phase()).isEqualTo("Pending");
        assertThat(status.startTime()).isNull();
        Condition ready = status.condition("Ready").orElseThrow();
        assertThat(ready.status()).isEqualTo("False");
        assertThat(ready.reason()).isEqualTo("QUEUED");
        assertThat(ready.message()).isEqualTo("Waiting for next available executor");
    }

    @Test
    void aRunCancelledInTheQueueHasItsOwnReason() {
        PipelineRunStatus status = RunStatusUpdate.of(
                        build(State.FINISHED, RunResult.CANCELLED_IN_QUEUE, OptionalInt.empty()))
                .render(PipelineRunStatus.EMPTY, NOW);

        assertThat(status.phase()).isEqualTo("Cancelled");
        assertThat(status.condition("Ready").orElseThrow().status()).isEqualTo("False");
        assertThat(status.condition("Succeeded").orElseThrow().reason()).isEqualTo("QueueItemCancelled");
    }

    @Test
    void theMessageOfAPausedBuildIsItsInput() {
        PipelineRunStatus status = RunStatusUpdate.of(build(State.PAUSED, RunResult.NONE, OptionalInt.of(7)))
                .render(PipelineRunStatus.EMPTY, NOW);

        assertThat(status.condition("Succeeded").orElseThrow().message()).isEqualTo("Deploy?");
    }

    @Test
    void anUnchangedStatusKeepsItsUpdateTime() {
        RunStatusUpdate state = RunStatusUpdate.of(build(State.RUNNING, RunResult.NONE, OptionalInt.of(7)));
        PipelineRunStatus first = state.render(PipelineRunStatus.EMPTY, NOW);

        assertThat(state.render(first, NOW.plusSeconds(60))).isSameAs(first);
    }

    @Test
    void transitionTimesChangeOnlyWithTheStatus() {
        PipelineRunStatus running = RunStatusUpdate.of(build(State.RUNNING, RunResult.NONE, OptionalInt.of(7)))
                .render(PipelineRunStatus.EMPTY, NOW);
        PipelineRunStatus paused = RunStatusUpdate.of(build(State.PAUSED, RunResult.NONE, OptionalInt.of(7)))
                .render(running, NOW.plusSeconds(10));

        Condition succeeded = paused.condition("Succeeded").orElseThrow();
        assertThat(succeeded.reason()).isEqualTo("PAUSED");
        assertThat(succeeded.lastTransitionTime()).isEqualTo("2026-11-21T10:00:06Z");
        assertThat(succeeded.lastProbeTime()).isEqualTo("2026-11-21T10:00:16Z");
        assertThat(paused.condition("Ready").orElseThrow().lastProbeTime()).isEqualTo("2026-11-21T10:00:06Z");
    }

    @Test
    void aWrittenStartTimeIsKept() {
        PipelineRunStatus running = RunStatusUpdate.of(build(State.RUNNING, RunResult.NONE, OptionalInt.of(7)))
                .render(PipelineRunStatus.EMPTY, NOW);

        PipelineRunStatus gone = RunStatusUpdate.ended("Unknown", "BuildDeleted", "gone", running, NOW.plusSeconds(1))
                .render(running, NOW.plusSeconds(1));

        assertThat(gone.startTime()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(gone.completionTime()).isEqualTo("2026-11-21T10:00:07Z");
        assertThat(gone.condition("Ready").orElseThrow().status()).isEqualTo("True");
        assertThat(gone.condition("Succeeded").orElseThrow().status()).isEqualTo("False");
    }

    private static RunSnapshot build(State state, RunResult result, OptionalInt number) {
        return new RunSnapshot(
                RUN,
                number,
                state,
                result,
                Optional.of(STARTED),
                state == State.FINISHED ? Optional.of(ENDED) : Optional.empty(),
                "",
                state == State.PAUSED ? Optional.of(new Input("Deploy", "Deploy?")) : Optional.empty());
    }
}
