package io.jenkins.plugins.kubesphere.devops.engine.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RefType;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which job a run builds: the recorded one, or that of the spec. */
class PipelineRunsTest {
    private static final JobName WEB = new JobName("demo", "web");

    /** The schema of an older CRD allows the change. */
    @Test
    void aSpecThatIsEditedAfterTheClaimHasNoEffect() {
        PipelineRun run = run("api", "dev", claimed(RunAnnotations.JOB, "web/feat/x"));

        assertThat(PipelineRuns.jobOfBuild(run)).isEqualTo(WEB.withBranch("feat/x"));
        assertThat(PipelineRuns.jobOfPipeline(run)).isEqualTo(WEB);
        assertThat(PipelineRuns.pipelineLabel(run)).isEqualTo("web");
        assertThat(PipelineRuns.otherJobOfSpec(run)).contains(new JobName("demo", "api", "dev"));
    }

    @Test
    void aSpecThatLosesItsPipelineAfterTheClaimHasNoEffect() {
        PipelineRun run = run(null, null, claimed(RunAnnotations.JOB, "web"));

        assertThat(PipelineRuns.namesValidPipeline(run)).isTrue();
        assertThat(PipelineRuns.jobOfBuild(run)).isEqualTo(WEB);
        assertThat(PipelineRuns.otherJobOfSpec(run)).isEmpty();
    }

    @Test
    void aRunThatAnEarlierVersionClaimedUsesItsSpec() {
        PipelineRun run = run("web", "refs/heads/main", claimed(RunAnnotations.CREATOR, "alice"));

        assertThat(PipelineRuns.jobOfBuild(run)).isEqualTo(WEB.withBranch("main"));
        assertThat(PipelineRuns.otherJobOfSpec(run)).isEmpty();
    }

    /** Whoever creates a run may write any annotation. */
    @Test
    void anAnnotationFromBeforeTheClaimIsIgnored() {
        PipelineRun run = run("web", null, Map.of(RunAnnotations.JOB, "api"));

        assertThat(PipelineRuns.jobOfBuild(run)).isEqualTo(WEB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "web/", "/main", "../other/web", "Web", "other:web", " web"})
    void aRecordThatNamesNoPipelineIsIgnored(String value) {
        PipelineRun run = run("web", null, claimed(RunAnnotations.JOB, value));

        assertThat(PipelineRuns.jobOfBuild(run)).isEqualTo(WEB);
    }

    /**
     * What follows the first slash is a branch, which the engine looks for among the branches of that pipeline only.
     */
    @Test
    void aRecordCannotNameAnotherNamespace() {
        PipelineRun run = run("web", null, claimed(RunAnnotations.JOB, "other/web"));

        assertThat(PipelineRuns.jobOfBuild(run)).isEqualTo(new JobName("demo", "other", "web"));
    }

    @ParameterizedTest
    @CsvSource({"'', web", "main, web/main", "feat/x, web/feat/x", "feat%2Fx, web/feat%2Fx"})
    void theRecordIsReadAsItWasWritten(String branch, String value) {
        JobName job = WEB.withBranch(branch);

        assertThat(JobAnnotation.format(job)).contains(value);
        assertThat(JobAnnotation.read(run("api", null, claimed(RunAnnotations.JOB, value))))
                .contains(job);
    }

    @Test
    void aBranchThatIsTooLongForAnAnnotationIsNotRecorded() {
        assertThat(JobAnnotation.format(WEB.withBranch("x".repeat(4_092)))).isPresent();
        assertThat(JobAnnotation.format(WEB.withBranch("x".repeat(4_093)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "tag,    v2,            TAG",
        "branch, v2,            BRANCH",
        "pr,     PR-12,         CHANGE_REQUEST",
        "MR,     MR-12,         CHANGE_REQUEST",
        "' tag ', v2,           TAG",
        "'',     v2,            ",
        "commit, v2,            ",
        ",       v2,            ",
        "'',     refs/tags/v2,  TAG",
        ",       refs/heads/v2, BRANCH",
        ",       refs/remotes/origin/v2, BRANCH",
        "tag,    refs/heads/v2, TAG",
    })
    void theTypeOfTheBranchIsReadFromItsFieldOrFromThePrefixOfTheName(String refType, String name, RefType type) {
        PipelineRun run = run("web", name, Map.of());
        run.setSpec(new PipelineRunSpec(RunSpecs.reference("web"), List.of(), new ScmRef(refType, name), null, null));

        assertThat(PipelineRuns.requestedType(run)).isEqualTo(Optional.ofNullable(type));
        assertThat(PipelineRuns.jobOfBuild(run).branch()).isEqualTo(name.replaceFirst("^refs/.*/", ""));
    }

    private static Map<String, String> claimed(String key, String value) {
        return Map.of(RunAnnotations.INSTANCE, "a", RunAnnotations.CLAIMED_UID, "uid", key, value);
    }

    private static PipelineRun run(String pipeline, String refName, Map<String, String> annotations) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withNamespace("demo")
                .withName("web-1")
                .withUid("uid")
                .withAnnotations(annotations)
                .build());
        run.setSpec(new PipelineRunSpec(
                RunSpecs.reference(pipeline),
                List.of(),
                refName == null ? null : new ScmRef("branch", refName),
                null,
                null));
        return run;
    }
}
