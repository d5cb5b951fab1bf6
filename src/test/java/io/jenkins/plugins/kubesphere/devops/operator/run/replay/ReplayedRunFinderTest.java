package io.jenkins.plugins.kubesphere.devops.operator.run.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunJobResolver;
import io.jenkins.plugins.kubesphere.devops.engine.run.OriginalRun;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReplayedRunFinderTest {
    private static final String CREATED = "2026-11-30T08:00:00Z";
    private static final ScmRef MAIN = new ScmRef("", "main");
    private static final PipelineRunSpec WEB = RunSpecs.of("web");

    @Test
    void aRunWithoutTheAnnotationsReplaysNone() {
        assertThat(finder().find(run("web-2", WEB, Map.of()))).isEmpty();
        assertThat(ReplayedRunFinder.isReplay(run("web-2", WEB, Map.of()))).isFalse();
    }

    @Test
    void theNamedRunOfTheSamePipelineIsFound() {
        PipelineRun original = run("web-1", WEB, Map.of());
        original.setStatus(new PipelineRunStatus("Succeeded", CREATED, CREATED, CREATED, List.of()));

        assertThat(finder(original).find(replay(Map.of(RunAnnotations.RESTART_STAGE, "Deploy"))))
                .contains(new OriginalRun(
                        PipelineRuns.ref(original), Instant.parse(CREATED), true, Optional.of("Deploy")));
    }

    @Test
    void aRunThatDoesNotExistYetMayCome() {
        assertThat(refusal(finder(), replay(Map.of())).reason()).isEqualTo(Reason.ORIGINAL_NOT_FOUND);
    }

    /** The new run would be a replay of a run that nobody meant. */
    @Test
    void anotherRunWithTheNameOfADeletedOneIsNotReplayed() {
        PipelineRun replay = claimed(replay(Map.of(RunAnnotations.REPLAY_OF_UID, "uid-of-the-first-web-1")));

        assertThat(refusal(finder(run("web-1", WEB, Map.of())), replay))
                .returns(Reason.REPLAY_REFUSED, EngineRefusalException::reason)
                .hasMessage(
                        "PipelineRun demo/web-2: PipelineRun web-1, which it replays, was deleted after this run was"
                                + " created; create a run that names another PipelineRun, or one without annotation"
                                + " devops.kubesphere.io/replay-of");
        assertThat(refusal(finder(), replay).reason()).isEqualTo(Reason.REPLAY_REFUSED);
    }

    @Test
    void theUidOfTheOriginalDoesNotCountOnACopy() {
        PipelineRun copy = replay(Map.of(
                RunAnnotations.REPLAY_OF_UID, "uid-of-the-first-web-1", RunAnnotations.CLAIMED_UID, "uid-of-another"));

        assertThat(finder(run("web-1", WEB, Map.of())).find(copy)).isPresent();
    }

    @Test
    void aRunOfAnotherInstanceIsNotReplayed() {
        PipelineRun original = run(
                "web-1",
                WEB,
                Map.of(RunAnnotations.INSTANCE, "another-home", RunAnnotations.CLAIMED_UID, "uid-of-web-1"));

        assertThat(refusal(finder(original), replay(Map.of())))
                .hasMessage("PipelineRun demo/web-2: PipelineRun web-1 was built in another Jenkins, and this one does"
                        + " not have its build; create a run without annotation devops.kubesphere.io/replay-of");
    }

    @Test
    void aReplayWithoutABranchGetsTheBranchOfTheOriginal() {
        PipelineRun original = run("web-1", RunSpecs.ofBranch("web", MAIN), Map.of());
        PipelineRun otherPipeline = run("web-1", RunSpecs.ofBranch("api", MAIN), Map.of());

        assertThat(finderOf("multi-branch-pipeline", original).findBranch(replay(Map.of())))
                .contains(new JobName("demo", "web").withBranch("main"));
        assertThat(finderOf("multi-branch-pipeline", otherPipeline).findBranch(replay(Map.of())))
                .isEmpty();
        assertThat(finderOf("multi-branch-pipeline").findBranch(replay(Map.of())))
                .isEmpty();
        assertThat(finderOf("pipeline", original).findBranch(replay(Map.of()))).isEmpty();
    }

    /** Each reconcile would have written the run again. */
    @Test
    void aBranchThatCannotBeRecordedIsNotTaken() {
        PipelineRun original = run("web-1", RunSpecs.ofBranch("web", new ScmRef("", "x".repeat(5000))), Map.of());

        assertThat(finderOf("multi-branch-pipeline", original).findBranch(replay(Map.of())))
                .isEmpty();
    }

    @Test
    void aRunThatNamesNoBranchIsNotReplayed() {
        PipelineRun original = run("web-1", WEB, Map.of());

        assertThat(refusal(finderOf("multi-branch-pipeline", original), replay(Map.of())))
                .returns(Reason.REPLAY_REFUSED, EngineRefusalException::reason)
                .hasMessage(
                        "PipelineRun demo/web-2: PipelineRun web-1 names no branch, so it was not built; replay a run"
                                + " of a branch, or create a run without annotation devops.kubesphere.io/replay-of");
    }

    private static EngineRefusalException refusal(ReplayedRunFinder finder, PipelineRun run) {
        return catchThrowableOfType(EngineRefusalException.class, () -> finder.find(run));
    }

    private static ReplayedRunFinder finder(PipelineRun... runs) {
        return finderOf("pipeline", runs);
    }

    private static ReplayedRunFinder finderOf(String pipelineType, PipelineRun... runs) {
        Pipeline pipeline = new Pipeline();
        pipeline.setSpec(new PipelineSpec(pipelineType, null, null));
        return new ReplayedRunFinder(
                "home", new RunJobResolver(job -> Optional.of(pipeline)), (namespace, name) -> List.of(runs).stream()
                        .filter(run -> run.getMetadata().getNamespace().equals(namespace)
                                && run.getMetadata().getName().equals(name))
                        .findFirst());
    }

    private static PipelineRun replay(Map<String, String> annotations) {
        Map<String, String> all = new TreeMap<>(annotations);
        all.put(RunAnnotations.REPLAY_OF, "web-1");
        return run("web-2", WEB, all);
    }

    private static PipelineRun claimed(PipelineRun run) {
        run.getMetadata()
                .getAnnotations()
                .put(RunAnnotations.CLAIMED_UID, run.getMetadata().getUid());
        return run;
    }

    private static PipelineRun run(String name, PipelineRunSpec spec, Map<String, String> annotations) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("demo")
                .withUid("uid-of-" + name)
                .withCreationTimestamp(CREATED)
                .withAnnotations(annotations)
                .build());
        run.setSpec(spec);
        return run;
    }
}
