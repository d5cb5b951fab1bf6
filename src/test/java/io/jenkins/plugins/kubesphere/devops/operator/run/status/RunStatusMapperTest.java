package io.jenkins.plugins.kubesphere.devops.operator.run.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
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

class RunStatusMapperTest {
    private static final PipelineRunRef RUN = new PipelineRunRef("demo", "web-1", "uid");
    private static final Instant STARTED = Instant.parse("2026-11-21T10:00:00.700Z");
    private static final Instant ENDED = Instant.parse("2026-11-21T10:00:05.300Z");
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:06Z");

    /** Tests the phase and the conditions for each state of a build that has a number. */
    @ParameterizedTest
    @CsvSource({
        "QUEUED,   NONE,      Pending,   True, Unknown, QUEUED,    no",
        "RUNNING,  NONE,      Running,   True, Unknown, RUNNING,   no",
        "UNDECIDED, NONE,     Running,   True, Unknown, QUEUED,    no",
        "WAITING,  NONE,      Running,   True, Unknown, QUEUED,    no",
        "PAUSED,   NONE,      Pending,   True, Unknown, PAUSED,    no",
        "FINISHED, SUCCESS,   Succeeded, True, True,    SUCCESS,   yes",
        "FINISHED, UNSTABLE,  Failed,    True, False,   UNSTABLE,  yes",
        "FINISHED, FAILURE,   Failed,    True, False,   FAILURE,   yes",
        "FINISHED, STALLED,   Failed,    True, False,   StalledAfterRestart, yes",
        "FINISHED, TIMED_OUT, Failed,    True, False,   TimedOut,  yes",
        "BUILD_DELETED, ABORTED, Cancelled, True, False, ABORTED,  yes",
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
        PipelineRunStatus status = RunStatusMapper.map(build(state, result, OptionalInt.of(7)), "")
                .mergeInto(PipelineRunStatus.EMPTY, NOW);

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

        PipelineRunStatus status = RunStatusMapper.map(queued, "").mergeInto(PipelineRunStatus.EMPTY, NOW);

        assertThat(status.phase()).isEqualTo("Pending");
        assertThat(status.startTime()).isNull();
        Condition ready = status.condition("Ready").orElseThrow();
        assertThat(ready.status()).isEqualTo("False");
        assertThat(ready.reason()).isEqualTo("QUEUED");
        assertThat(ready.message()).isEqualTo("Waiting for next available executor");
    }

    @Test
    void aBuildOfWhichNoStepHasRunSaysSo() {
        PipelineRunStatus status = RunStatusMapper.map(build(State.UNDECIDED, RunResult.NONE, OptionalInt.of(7)), "")
                .mergeInto(PipelineRunStatus.EMPTY, NOW);

        assertThat(status.condition("Succeeded").orElseThrow().message())
                .isEqualTo("build 7 has started, and none of its steps has run yet");
    }

    @Test
    void aRunCancelledInTheQueueHasItsOwnReason() {
        PipelineRunStatus status = RunStatusMapper.map(
                        build(State.FINISHED, RunResult.CANCELLED_IN_QUEUE, OptionalInt.empty()), "")
                .mergeInto(PipelineRunStatus.EMPTY, NOW);

        assertThat(status.phase()).isEqualTo("Cancelled");
        assertThat(status.condition("Ready").orElseThrow().status()).isEqualTo("False");
        assertThat(status.condition("Succeeded").orElseThrow().reason()).isEqualTo("QueueItemCancelled");
    }

    @Test
    void theMessageOfAPausedBuildIsItsInput() {
        PipelineRunStatus status = RunStatusMapper.map(build(State.PAUSED, RunResult.NONE, OptionalInt.of(7)), "")
                .mergeInto(PipelineRunStatus.EMPTY, NOW);

        assertThat(status.condition("Succeeded").orElseThrow().message()).isEqualTo("Deploy?");
    }

    @Test
    void theMessageOfAPausedBuildEndsWithThePageOnWhichItIsAnswered() {
        RunSnapshot paused = build(State.PAUSED, RunResult.NONE, OptionalInt.of(7))
                .withTexts("answer it at https://ci/job/7/input/", Optional.of(new Input("Deploy", "Deploy?")));

        PipelineRunStatus status = RunStatusMapper.map(paused, "").mergeInto(PipelineRunStatus.EMPTY, NOW);

        assertThat(status.condition("Succeeded").orElseThrow().message())
                .isEqualTo("Deploy? (answer it at https://ci/job/7/input/)");
    }

    /** A person had to open the build to see what the question is about. */
    @Test
    void theMessageOfAPausedBuildBeginsWithTheStageThatAsks() {
        RunSnapshot paused = build(State.PAUSED, RunResult.NONE, OptionalInt.of(7));
        String stage = "stage \"Deploy\" (3 of 5)";

        assertThat(message(paused.withTexts("at https://ci/", Optional.of(new Input("Go", "Release 1.4?", stage)))))
                .isEqualTo("stage \"Deploy\" (3 of 5) waits for input: Release 1.4? (at https://ci/)");
        assertThat(message(paused.withTexts("", Optional.of(new Input("Go", "", stage)))))
                .isEqualTo("stage \"Deploy\" (3 of 5) waits for input");
    }

    private static String message(RunSnapshot run) {
        return RunStatusMapper.map(run, "")
                .mergeInto(PipelineRunStatus.EMPTY, NOW)
                .condition("Succeeded")
                .orElseThrow()
                .message();
    }

    /** The engine leaves out a question that it cannot mask. */
    @Test
    void aPausedBuildWithoutATextSaysThatItIsPaused() {
        RunSnapshot paused = build(State.PAUSED, RunResult.NONE, OptionalInt.of(7));

        PipelineRunStatus status = RunStatusMapper.map(paused.withTexts("", Optional.of(new Input("Deploy", ""))), "")
                .mergeInto(PipelineRunStatus.EMPTY, NOW);

        assertThat(status.condition("Succeeded").orElseThrow().message()).isEqualTo("build 7 is PAUSED");
    }

    @Test
    void aBuildThatWasPausedSaysHowItGoesOn() {
        PipelineRunStatus status = RunStatusMapper.map(
                        build(State.PAUSED_BY_USER, RunResult.NONE, OptionalInt.of(3)), "")
                .mergeInto(PipelineRunStatus.EMPTY, NOW);

        assertThat(status.phase()).isEqualTo("Pending");
        assertThat(status.condition("Succeeded").orElseThrow().reason()).isEqualTo("PAUSED");
        assertThat(status.condition("Succeeded").orElseThrow().message())
                .isEqualTo("build 3 is paused; set spec.action to Resume to go on");
    }

    private static RunSnapshot build(State state, RunResult result, OptionalInt number) {
        return new RunSnapshot(
                RUN,
                number,
                state,
                result,
                Optional.of(STARTED),
                result == RunResult.NONE ? Optional.empty() : Optional.of(ENDED),
                "",
                state == State.PAUSED ? Optional.of(new Input("Deploy", "Deploy?")) : Optional.empty());
    }
}
