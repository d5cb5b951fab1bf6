package io.jenkins.plugins.kubesphere.devops.operator.run.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.operator.run.status.RunStatusUpdate.RunCondition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunStatusUpdateTest {
    private static final Instant STARTED = Instant.parse("2026-11-21T10:00:00.700Z");
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:06Z");

    @Test
    void anUnchangedStatusKeepsItsUpdateTime() {
        RunStatusUpdate update = update("Running", "RUNNING");
        PipelineRunStatus first = update.mergeInto(PipelineRunStatus.EMPTY, NOW);

        assertThat(update.mergeInto(first, NOW.plusSeconds(60))).isSameAs(first);
    }

    @Test
    void transitionTimesChangeOnlyWithTheStatus() {
        PipelineRunStatus running = update("Running", "RUNNING").mergeInto(PipelineRunStatus.EMPTY, NOW);
        PipelineRunStatus paused = update("Pending", "PAUSED").mergeInto(running, NOW.plusSeconds(10));

        Condition succeeded = paused.condition("Succeeded").orElseThrow();
        assertThat(succeeded.reason()).isEqualTo("PAUSED");
        assertThat(succeeded.lastTransitionTime()).isEqualTo("2026-11-21T10:00:06Z");
        assertThat(succeeded.lastProbeTime()).isEqualTo("2026-11-21T10:00:16Z");
        assertThat(paused.condition("Ready").orElseThrow().lastProbeTime()).isEqualTo("2026-11-21T10:00:06Z");
    }

    @Test
    void aWrittenStartTimeIsKept() {
        PipelineRunStatus running = update("Running", "RUNNING").mergeInto(PipelineRunStatus.EMPTY, NOW);

        PipelineRunStatus gone = RunStatusUpdate.ended("Unknown", "BuildDeleted", "gone", running, NOW.plusSeconds(1))
                .mergeInto(running, NOW.plusSeconds(1));

        assertThat(gone.startTime()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(gone.completionTime()).isEqualTo("2026-11-21T10:00:07Z");
        assertThat(gone.condition("Ready").orElseThrow().status()).isEqualTo("True");
        assertThat(gone.condition("Succeeded").orElseThrow().status()).isEqualTo("False");
    }

    /** ks-devops writes no end for a build that Jenkins skipped. */
    @Test
    void aRunWithAResultOfKsDevOpsKeepsItAndEnds() {
        Condition skipped = new Condition("Succeeded", "True", "SKIPPED", null, null, null, null);
        PipelineRunStatus reported = new PipelineRunStatus("Succeeded", null, null, null, List.of(skipped));

        PipelineRunStatus ended = RunStatusUpdate.endedAsReported(skipped, "as it was", reported, NOW)
                .mergeInto(reported, NOW);

        assertThat(ended.phase()).isEqualTo("Succeeded");
        assertThat(ended.completionTime()).isEqualTo("2026-11-21T10:00:06Z");
        assertThat(ended.condition("Succeeded").orElseThrow())
                .returns("True", Condition::status)
                .returns("SKIPPED", Condition::reason)
                .returns("as it was", Condition::message);
    }

    /** Creates the update of a run whose build has started. */
    private static RunStatusUpdate update(String phase, String reason) {
        return new RunStatusUpdate(
                phase,
                new RunCondition("True", "Bound", "build 7"),
                new RunCondition("Unknown", reason, "build 7 is " + reason),
                Optional.of(STARTED),
                Optional.empty());
    }
}
