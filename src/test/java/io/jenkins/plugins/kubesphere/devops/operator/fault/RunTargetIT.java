package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which job a run builds: that of its Pipeline, and the one that was recorded when the run was claimed. */
@WithCluster
class RunTargetIT {
    @TempDir
    Path folder;

    private OperatorFixture fixture;

    @BeforeEach
    void start(Config config) {
        fixture = new OperatorFixtureBuilder(config, folder.resolve("a")).start();
        fixture.awaitRunning().createProject();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** The run of anybody built any job of that name, and succeeded. */
    @Test
    void aJobWithoutAPipelineIsNotBuilt() {
        fixture.engine
                .jobs()
                .ensureJob(new JobRequest(
                        new JobName(fixture.namespace, "release"),
                        new Owner("Pipeline", fixture.namespace, "release", "somebody"),
                        NoScmPipelineBuilder.named("release")
                                .jenkinsfile("pipeline { agent any; stages { stage('A') { steps { echo 'a' } } } }")
                                .spec(),
                        true,
                        false));

        PipelineRun run = fixture.await(fixture.createRun("release-1", "release"), found -> found.getStatus()
                .condition("Ready")
                .filter(ready -> "PipelineNotFound".equals(ready.reason()))
                .isPresent());

        assertThat(run.getStatus().phase()).isEqualTo("Pending");
        assertThat(fixture.countBuilds("release")).isZero();
    }

    @Test
    void theClaimRecordsTheJobAndIgnoresAnEarlierRecord() {
        PipelineRun request = new PipelineRun();
        request.setMetadata(new ObjectMetaBuilder()
                .withName("web-1")
                .withNamespace(fixture.namespace)
                .withAnnotations(Map.of(RunAnnotations.JOB, "api"))
                .build());
        request.setSpec(RunSpecs.ofBranch("web", new ScmRef("branch", "refs/heads/feat/x")));

        PipelineRun run = awaitClaim(fixture.admin.resource(request).create());

        assertThat(run.getMetadata().getAnnotations()).containsEntry(RunAnnotations.JOB, "web/feat/x");
    }

    @Test
    void aRunWithAnEndlessBranchNameIsClaimedWithoutARecord() {
        PipelineRun request = new PipelineRun();
        request.setMetadata(new ObjectMetaBuilder()
                .withName("web-1")
                .withNamespace(fixture.namespace)
                .withAnnotations(Map.of(RunAnnotations.JOB, "api"))
                .build());
        request.setSpec(RunSpecs.ofBranch("web", new ScmRef("branch", "x".repeat(300 * 1024))));

        PipelineRun run = awaitClaim(fixture.admin.resource(request).create());

        assertThat(run.getMetadata().getAnnotations()).doesNotContainKey(RunAnnotations.JOB);
    }

    /** Stands for a spec that was edited after the claim, which an older schema allows. */
    @Test
    void aClaimedRunBuildsTheRecordedJob() {
        fixture.createPipeline("api");
        PipelineRun run = awaitClaim(fixture.createRun("web-1", "web"));
        record(run, "api");
        fixture.createPipeline("web");

        PipelineRun ended = fixture.await(run, found -> found.getStatus().hasEnded());

        assertThat(ended.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(ended.getMetadata().getLabels()).containsEntry("devops.kubesphere.io/pipeline", "api");
        assertThat(fixture.countBuilds("api")).isEqualTo(1);
        assertThat(fixture.countBuilds("web")).isZero();
    }

    @Test
    void aRunWithABuildIsNotBuiltAgainWhenItsRecordIsEdited() {
        fixture.createPipeline("api");
        fixture.createWaitingPipeline("web");
        for (int i = 0; i < 4; i++) {
            fixture.awaitPhase(fixture.createRun("busy-" + i, "web"), "Running");
        }
        PipelineRun queued = fixture.awaitPhase(fixture.createRun("queued", "web"), "Pending");

        record(queued, "api");
        fixture.await(queued, found -> "web"
                .equals(found.getMetadata().getAnnotations().get(RunAnnotations.JOB)));
        fixture.release();

        PipelineRun ended = fixture.await(queued, found -> found.getStatus().hasEnded());
        assertThat(ended.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(fixture.countBuilds("web")).isEqualTo(5);
        assertThat(fixture.countBuilds("api")).isZero();
    }

    private PipelineRun awaitClaim(PipelineRun run) {
        return fixture.await(run, found -> found.getMetadata().getAnnotations().containsKey(RunAnnotations.INSTANCE));
    }

    private void record(PipelineRun run, String job) {
        fixture.admin
                .resource(run)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"" + RunAnnotations.JOB + "\":\"" + job + "\"}}}");
    }
}
