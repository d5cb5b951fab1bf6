package io.jenkins.plugins.kubesphere.devops.engine.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tests which annotations of a run count: those of the run itself, not those of the run that it was copied from. */
class OwnRunAnnotationsTest {
    private static final String OURS = "home";
    private static final Map<String, String> MARKS =
            Map.of(RunAnnotations.RUN_ID, "7", RunAnnotations.INSTANCE, OURS, RunAnnotations.JOB, "api");

    @Test
    void theMarksOfAClaimedRunCount() {
        PipelineRun run = run(MARKS, "uid");

        assertThat(PipelineRuns.isClaimed(run, OURS)).isTrue();
        assertThat(PipelineRuns.isBound(run)).isTrue();
        assertThat(PipelineRuns.buildNumber(run)).isEqualTo(7);
        assertThat(PipelineRuns.jobOfBuild(run).job()).isEqualTo("api");
        assertThat(OwnRunAnnotations.areCopied(run)).isFalse();
    }

    @Test
    void theMarksOfACopiedRunDoNotCount() {
        for (PipelineRun copy : List.of(run(MARKS, "uid-of-original"), run(MARKS, null))) {
            assertThat(PipelineRuns.isClaimed(copy, OURS)).isFalse();
            assertThat(PipelineRuns.isBound(copy)).isFalse();
            assertThat(PipelineRuns.buildNumber(copy)).isZero();
            assertThat(PipelineRuns.jobOfBuild(copy).job()).isEqualTo("web");
            assertThat(OwnRunAnnotations.areCopied(copy)).isTrue();
        }
    }

    @Test
    void aCopyOfARunOfAnotherInstanceBelongsToNobody() {
        assertThat(PipelineRuns.isClaimedByOtherInstance(run(MARKS, "uid-of-original"), "other"))
                .isFalse();
        assertThat(PipelineRuns.isClaimedByOtherInstance(run(MARKS, null), "other"))
                .isFalse();
    }

    /** Its build must not start a second time at the upgrade. */
    @Test
    void theMarksOfARunThatAnEarlierVersionHasReportedCount() {
        PipelineRun run = reported(run(MARKS, null));

        assertThat(PipelineRuns.isBound(run)).isTrue();
        assertThat(PipelineRuns.jobOfBuild(run).job()).isEqualTo("api");
        assertThat(PipelineRuns.isClaimedByOtherInstance(run, "other")).isTrue();
        assertThat(PipelineRuns.isClaimed(run, OURS))
                .as("the UID is still to be written")
                .isFalse();
        assertThat(OwnRunAnnotations.areCopied(run)).isFalse();
    }

    /** Otherwise the operator that holds the Lease after the creation would build it again. */
    @Test
    void theMarksOfARunThatWasCreatedForABuildCountBeforeItsClaim() {
        Map<String, String> marks = new HashMap<>(MARKS);
        marks.put(RunAnnotations.IMPORTED_BUILD, "2026-01-02T03:04:05.678Z");
        PipelineRun run = run(marks, null);

        assertThat(PipelineRuns.isImported(run)).isTrue();
        assertThat(PipelineRuns.isBound(run)).isTrue();
        assertThat(OwnRunAnnotations.areCopied(run)).isFalse();
        assertThat(PipelineRuns.isClaimedByOtherInstance(run, "other")).isTrue();
        assertThat(PipelineRuns.importedBuildStart(run)).contains(Instant.parse("2026-01-02T03:04:05.678Z"));

        PipelineRun copy = run(marks, "uid-of-original");
        assertThat(PipelineRuns.isImported(copy)).isFalse();
        assertThat(OwnRunAnnotations.areCopied(copy)).isTrue();
    }

    @Test
    void anInvalidTimeOfABuildIsNoTime() {
        Map<String, String> marks = new HashMap<>(MARKS);
        marks.put(RunAnnotations.IMPORTED_BUILD, "yesterday");
        PipelineRun run = run(marks, "uid");

        assertThat(PipelineRuns.isImported(run)).isTrue();
        assertThat(PipelineRuns.importedBuildStart(run)).isEmpty();
    }

    /** That instance may have started the build, and then lost the connection. */
    @Test
    void aRunThatAnEarlierVersionHasClaimedAndNotReportedStaysWithItsInstance() {
        PipelineRun run = run(Map.of(RunAnnotations.INSTANCE, OURS, RunAnnotations.JOB, "web"), null);

        assertThat(PipelineRuns.isClaimedByOtherInstance(run, "other")).isTrue();
    }

    /** `kubectl apply` of the file of a copy writes the UID of the original again. */
    @Test
    void theMarksOfAReportedRunCountWhateverUidIsWritten() {
        assertThat(PipelineRuns.isBound(reported(run(MARKS, "uid-of-original"))))
                .isTrue();
    }

    @Test
    void aRestoredRunIsKnownByTheLabelOfVelero() {
        assertThat(PipelineRuns.isRestored(restored(run(MARKS, "uid-of-original"))))
                .isTrue();
        assertThat(PipelineRuns.isRestored(restored(run(MARKS, null)))).isTrue();
        assertThat(PipelineRuns.isRestored(restored(run(Map.of(), null)))).isTrue();
        assertThat(PipelineRuns.isRestored(restored(reported(run(MARKS, "uid-of-original")))))
                .isTrue();
        assertThat(PipelineRuns.isRestored(run(MARKS, "uid-of-original"))).isFalse();
        assertThat(PipelineRuns.isRestored(restored(run(MARKS, "uid"))))
                .as("claimed after the restore")
                .isFalse();
        assertThat(PipelineRuns.isRestored(restored(reported(run(MARKS, null)))))
                .as("claimed after the restore, by an earlier version")
                .isFalse();
    }

    /** Its build does not know its run. */
    @Test
    void aRunThatKsDevOpsReportedIsKnownByWhatNoVersionOfThisPluginHasWritten() {
        Map<String, String> number = Map.of(RunAnnotations.RUN_ID, "7");

        assertThat(OwnRunAnnotations.areOfKsDevOps(reported(run(number, null)))).isTrue();
        assertThat(OwnRunAnnotations.areOfKsDevOps(run(number, null)))
                .as("perhaps a copy")
                .isFalse();
        assertThat(OwnRunAnnotations.areOfKsDevOps(reported(run(Map.of(), null))))
                .as("without a build")
                .isFalse();
        assertThat(OwnRunAnnotations.areOfKsDevOps(reported(run(MARKS, null))))
                .as("claimed by an earlier version")
                .isFalse();
        assertThat(OwnRunAnnotations.areOfKsDevOps(reported(run(number, "uid"))))
                .isFalse();
    }

    /** Otherwise whoever creates a run could take any build of its job. */
    @Test
    void theClaimRemovesTheMarkOfKsDevOpsThatACopyOrAPersonHasWritten() {
        PipelineRun run = run(Map.of(RunAnnotations.STARTED_BY, RunAnnotations.KS_DEVOPS), null);

        assertThat(OwnRunAnnotations.areCopied(run)).isTrue();
        assertThat(OwnRunAnnotations.OF_BUILD).contains(RunAnnotations.STARTED_BY);
        assertThat(PipelineRuns.isStartedByKsDevOps(run)).isFalse();
        assertThat(PipelineRuns.isStartedByKsDevOps(
                        run(Map.of(RunAnnotations.STARTED_BY, RunAnnotations.KS_DEVOPS), "uid")))
                .isTrue();
    }

    private static PipelineRun restored(PipelineRun run) {
        Map<String, String> labels = new TreeMap<>(run.getMetadata().getLabels());
        labels.put(Labels.VELERO_RESTORE, "nightly");
        run.getMetadata().setLabels(labels);
        return run;
    }

    private static PipelineRun reported(PipelineRun run) {
        run.setStatus(new PipelineRunStatus(
                "Pending",
                null,
                null,
                null,
                List.of(new Condition(
                        ConditionTypes.SUCCEEDED, Condition.UNKNOWN, ConditionReasons.QUEUED, "", null, null, null))));
        return run;
    }

    private static PipelineRun run(Map<String, String> marks, String claimedUid) {
        Map<String, String> annotations = new TreeMap<>(marks);
        if (claimedUid != null) {
            annotations.put(RunAnnotations.CLAIMED_UID, claimedUid);
        }
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withNamespace("demo")
                .withName("web-1")
                .withUid("uid")
                .withFinalizers(Finalizers.RUN)
                .withLabels(Map.of(Labels.PIPELINE, "api"))
                .withAnnotations(annotations)
                .build());
        run.setSpec(RunSpecs.of("web"));
        return run;
    }
}
