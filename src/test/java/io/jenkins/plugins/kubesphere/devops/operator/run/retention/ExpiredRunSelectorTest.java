package io.jenkins.plugins.kubesphere.devops.operator.run.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiredRunSelectorTest {
    private static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");

    @Test
    void theOldestRunsBeyondTheNumberAreSelected() {
        List<PipelineRun> runs = List.of(
                ended("c", "Succeeded", 1),
                ended("a", "Succeeded", 3),
                ended("d", "Failed", 0),
                ended("b", "Failed", 2));

        assertThat(select(2, -1, runs)).containsExactly("a", "b");
        assertThat(select(4, -1, runs)).isEmpty();
    }

    @Test
    void runsThatEndedTooManyDaysAgoAreSelected() {
        List<PipelineRun> runs = List.of(ended("a", "Failed", 8), ended("b", "Failed", 7), ended("c", "Succeeded", 1));

        assertThat(select(-1, 7, runs)).containsExactly("a");
        assertThat(select(-1, -1, runs)).isEmpty();
    }

    @Test
    void theLastAndTheLastSuccessfulRunStay() {
        List<PipelineRun> runs = List.of(
                ended("a", "Succeeded", 40),
                ended("b", "Succeeded", 30),
                ended("c", "Failed", 20),
                ended("d", "Failed", 10));

        assertThat(select(1, -1, runs)).containsExactly("a", "c");
        assertThat(select(-1, 1, runs)).containsExactly("a", "c");
    }

    @Test
    void runsThatHaveNotEndedAreNeitherCountedNorSelected() {
        PipelineRun running = run("r", new PipelineRunStatus("Running", "2026-01-01T00:00:00Z", null, null, null));
        PipelineRun odd = run("o", new PipelineRunStatus("Failed", null, "yesterday", null, null));

        assertThat(select(1, 1, List.of(running, odd, ended("a", "Failed", 0), new PipelineRun())))
                .isEmpty();
    }

    /** One run names its branch as it is in Git, the other as in the name of its job. */
    @Test
    void theLimitsApplyToEachBranch() {
        List<PipelineRun> runs = List.of(
                ofBranch("a", "main", 4),
                ofBranch("b", "feat/x", 3),
                ofBranch("c", "feat%2Fx", 2),
                ofBranch("d", "main", 1));

        assertThat(new ExpiredRunSelector(new RunRetentionPolicy(1, -1)).selectOfEachBranch(runs, NOW))
                .extracting(run -> run.getMetadata().getName())
                .containsExactlyInAnyOrder("a", "b");
    }

    private static PipelineRun ofBranch(String name, String branch, int daysAgo) {
        PipelineRun run = ended(name, "Succeeded", daysAgo);
        run.getMetadata().setNamespace("demo");
        run.setSpec(RunSpecs.ofBranch("web", new ScmRef("", branch)));
        return run;
    }

    private static List<String> select(int maxRuns, int maxDays, List<PipelineRun> runs) {
        return new ExpiredRunSelector(new RunRetentionPolicy(maxRuns, maxDays))
                .select(runs, NOW).stream()
                        .map(run -> run.getMetadata().getName())
                        .toList();
    }

    private static PipelineRun ended(String name, String phase, int daysAgo) {
        String end = NOW.minus(Duration.ofDays(daysAgo)).toString();
        return run(name, new PipelineRunStatus(phase, end, end, end, null));
    }

    private static PipelineRun run(String name, PipelineRunStatus status) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withCreationTimestamp("2026-01-01T00:00:00Z")
                .build());
        run.setStatus(status);
        return run;
    }
}
