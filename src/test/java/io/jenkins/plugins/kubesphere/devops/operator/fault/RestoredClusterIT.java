package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.ControlPlane;
import io.jenkins.plugins.kubesphere.devops.controlplane.CrdInstaller;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.operator.support.TestTimings;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Restores a cluster from a backup, but not the home of the engine: docs/operations.md, "Instances". The backup is a
 * copy of the store of a separate control plane.
 */
class RestoredClusterIT {
    private static final int EXECUTORS = 4;

    @TempDir
    Path folder;

    private ControlPlane controlPlane;
    private OperatorFixture fixture;

    @BeforeEach
    void start() {
        controlPlane = ControlPlane.inFolder(folder.resolve("cluster")).start();
        try (KubernetesClient admin = controlPlane.createClient()) {
            CrdInstaller.installOurs(admin);
        }
        fixture = setup().start();
        fixture.awaitRunning().createProject();
    }

    @AfterEach
    void stop() {
        fixture.stop();
        controlPlane.close();
    }

    @Test
    void runsOfARestoredClusterGetTheirExistingBuilds() {
        fixture.createWaitingPipeline("web");
        fixture.createPipeline("quick");
        PipelineRun endedRun = fixture.createRun("ended", "quick");
        fixture.awaitSuccess(endedRun);
        for (int i = 0; i < EXECUTORS; i++) {
            fixture.awaitPhase(fixture.createRun("running-" + i, "web"), "Running");
        }
        PipelineRun runningRun = get("running-0");
        PipelineRun queued = fixture.awaitPhase(fixture.createRun("queued", "web"), "Pending");
        PipelineRun deleted = fixture.awaitPhase(fixture.createRun("deleted", "web"), "Pending");

        controlPlane.stop();
        FolderCopier.copy(folder.resolve("cluster"), folder.resolve("backup"));
        controlPlane.start();
        fixture.release();
        awaitSucceeded(runningRun);
        assertThat(number(queued)).isNull();
        RunSnapshot before = build(awaitSucceeded(queued)).orElseThrow();
        awaitSucceeded(deleted);
        int builds = fixture.countBuilds("web");
        fixture.admin.resource(deleted).delete();
        fixture.awaitGone(deleted);
        fixture.admin.resource(endedRun).delete();
        fixture.awaitGone(endedRun);
        PipelineRun later = fixture.createRun("later", "quick");
        awaitSucceeded(later);

        fixture.stop();
        controlPlane.stop();
        FolderCopier.copy(folder.resolve("backup"), folder.resolve("cluster"));
        controlPlane.start();
        fixture = setup().shareClusterWith(fixture).start().awaitRunning();

        // These runs were running or queued at the backup, and ended later. They are found by UID, not built again.
        assertThat(number(awaitSucceeded(runningRun))).isEqualTo(number(runningRun));
        assertThat(number(awaitSucceeded(queued)))
                .isEqualTo(Integer.toString(before.number().orElseThrow()));
        // This run was deleted later, together with its build. It is built again, because no build of it is left.
        assertThat(number(awaitSucceeded(deleted))).isEqualTo(Integer.toString(builds + 1));
        assertThat(fixture.countBuilds("web")).isEqualTo(builds);
        // This run had ended at the backup. It is not changed, although its build does not exist any more.
        assertThat(get("ended").getStatus().phase()).isEqualTo("Succeeded");
        assertThat(build(endedRun)).isEmpty();
        // This run was created after the backup. It does not exist any more, but its build is kept.
        assertThat(get("later")).isNull();
        assertThat(build(later)).isPresent();
        fixture.assertPipelineWorks("after");
    }

    private OperatorFixtureBuilder setup() {
        return new OperatorFixtureBuilder(controlPlane.createConfig(), folder.resolve("engine"))
                .withSystemNamespace("default")
                // Short, because the holder of the Lease in the backup does not run any more.
                .withLeaseTimings(TestTimings.SHORT_LEASE);
    }

    private PipelineRun awaitSucceeded(PipelineRun run) {
        return fixture.await(run, found -> "Succeeded".equals(found.getStatus().phase()));
    }

    private PipelineRun get(String name) {
        return fixture.admin
                .resources(PipelineRun.class)
                .inNamespace(fixture.namespace)
                .withName(name)
                .get();
    }

    private Optional<RunSnapshot> build(PipelineRun run) {
        PipelineRunRef ref = new PipelineRunRef(
                run.getMetadata().getNamespace(),
                run.getMetadata().getName(),
                run.getMetadata().getUid());
        return fixture.engine
                .runs()
                .find(new JobName(fixture.namespace, run.getSpec().pipelineRef().name()), ref);
    }

    private static String number(PipelineRun run) {
        return run.getMetadata().getAnnotations().get(RunAnnotations.RUN_ID);
    }
}
