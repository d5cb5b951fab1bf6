package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.ControlPlane;
import io.jenkins.plugins.kubesphere.devops.controlplane.CustomResourceDefinitions;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Restores the cluster from a backup while the home continues: docs/operations.md, "Instances". It is a real backup, of
 * the store of a separate control plane.
 */
class RestoredClusterIT {
    private static final int EXECUTORS = 4;
    /** The backup contains the Lease of an operator that does not run any more. */
    private static final LeaseTimings SHORT =
            new LeaseTimings(Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofMillis(300));

    @TempDir
    Path folder;

    private ControlPlane plane;
    private OperatorFixture trial;

    @BeforeEach
    void start() {
        plane = ControlPlane.in(folder.resolve("cluster")).start();
        try (KubernetesClient admin = plane.client()) {
            CustomResourceDefinitions.installOurs(admin);
        }
        trial = setup().start();
        trial.awaitRunning().project();
    }

    private OperatorFixtureSetup setup() {
        return new OperatorFixtureSetup(plane.config(), folder.resolve("engine"))
                .system("default")
                .lease(SHORT);
    }

    @AfterEach
    void stop() {
        trial.stop();
        plane.close();
    }

    @Test
    void runsOfARestoredClusterGetTheirExistingBuilds() {
        trial.createWaitingPipeline("web");
        trial.pipeline("quick");
        PipelineRun over = trial.run("over", "quick");
        trial.awaitSuccess(over);
        for (int i = 0; i < EXECUTORS; i++) {
            trial.awaitPhase(trial.run("running-" + i, "web"), "Running");
        }
        PipelineRun bound = get("running-0");
        PipelineRun queued = trial.awaitPhase(trial.run("queued", "web"), "Pending");
        PipelineRun deleted = trial.awaitPhase(trial.run("deleted", "web"), "Pending");

        plane.stop();
        FolderBackups.copy(folder.resolve("cluster"), folder.resolve("backup"));
        plane.start();
        trial.release();
        awaitSucceeded(bound);
        assertThat(number(queued)).isNull();
        RunSnapshot before = build(awaitSucceeded(queued)).orElseThrow();
        awaitSucceeded(deleted);
        int builds = trial.builds("web");
        trial.admin.resource(deleted).delete();
        trial.awaitGone(deleted);
        trial.admin.resource(over).delete();
        trial.awaitGone(over);
        PipelineRun later = trial.run("later", "quick");
        awaitSucceeded(later);

        trial.stop();
        plane.stop();
        FolderBackups.copy(folder.resolve("backup"), folder.resolve("cluster"));
        plane.start();
        trial = setup().shareClusterWith(trial).start().awaitRunning();

        // Running or queued at the time of the backup, and ended since: found by UID, and not built again.
        assertThat(number(awaitSucceeded(bound))).isEqualTo(number(bound));
        assertThat(number(awaitSucceeded(queued)))
                .isEqualTo(Integer.toString(before.number().orElseThrow()));
        // Deleted since, together with its build: nothing shows any more that it was built.
        assertThat(number(awaitSucceeded(deleted))).isEqualTo(Integer.toString(builds + 1));
        assertThat(trial.builds("web")).isEqualTo(builds);
        // Over at the time of the backup: not changed, whether or not its build still exists.
        assertThat(get("over").getStatus().phase()).isEqualTo("Succeeded");
        assertThat(build(over)).isEmpty();
        // Created since: it does not exist any more, and its build is kept.
        assertThat(get("later")).isNull();
        assertThat(build(later)).isPresent();
        trial.assertPipelineWorks("after");
    }

    private PipelineRun awaitSucceeded(PipelineRun run) {
        return trial.await(run, found -> "Succeeded".equals(found.getStatus().phase()));
    }

    private PipelineRun get(String name) {
        return trial.admin
                .resources(PipelineRun.class)
                .inNamespace(trial.namespace)
                .withName(name)
                .get();
    }

    private Optional<RunSnapshot> build(PipelineRun run) {
        RunRef ref = new RunRef(
                run.getMetadata().getNamespace(),
                run.getMetadata().getName(),
                run.getMetadata().getUid());
        return trial.engine
                .runs()
                .find(new JobName(trial.namespace, run.getSpec().pipelineRef().name()), ref);
    }

    private static String number(PipelineRun run) {
        return run.getMetadata().getAnnotations().get(RunAnnotations.RUN_ID);
    }
}
