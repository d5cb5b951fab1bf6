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
 * The cluster comes back as it was an hour ago, while the home has gone on: docs/operations.md, "Instances". The backup is a real
 * one, of the store of a control plane of its own.
 */
class RestoredClusterIT {
    private static final int EXECUTORS = 4;
    /** The backup holds the Lease of an operator that is not there any more. */
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
    void theHomeKnowsWhatTheClusterHasForgotten() {
        trial.held("web");
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
        trial = setup().beside(trial).start().awaitRunning();

        // Running or queued when the backup was made, and over since: found by UID, and not built again.
        assertThat(number(awaitSucceeded(bound))).isEqualTo(number(bound));
        assertThat(number(awaitSucceeded(queued)))
                .isEqualTo(Integer.toString(before.number().orElseThrow()));
        // Deleted since, and its build with it: nobody knows any more that it was built.
        assertThat(number(awaitSucceeded(deleted))).isEqualTo(Integer.toString(builds + 1));
        assertThat(trial.builds("web")).isEqualTo(builds);
        // Over when the backup was made: left alone, whether or not its build is still there.
        assertThat(get("over").getStatus().phase()).isEqualTo("Succeeded");
        assertThat(build(over)).isEmpty();
        // Made since: gone, and its build stays.
        assertThat(get("later")).isNull();
        assertThat(build(later)).isPresent();
        trial.succeeds("after");
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
