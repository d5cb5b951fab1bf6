package io.jenkins.plugins.kubesphere.devops.operator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsControllerInstaller;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a real controller (SIGKILL) while the builds of runs wait for an executor, and in the first second of bursts.
 * Each run must be final within two minutes after the restart, with one build that executed steps. {@code -Dkills},
 * {@code -Dburst} and {@code -Dseed} have defaults.
 */
@WithCluster
class RealJenkinsBusyExecutorKillsIT {
    private static final int KILLS = Integer.getInteger("kills", 4);
    private static final int BURST = Integer.getInteger("burst", 40);
    private static final long SEED =
            Long.getLong("seed", ThreadLocalRandom.current().nextInt(1_000_000));
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int MAX_PAUSE_MILLIS = 12_000;
    private static final int EXECUTORS = 2;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final String namespace = TestNamespace.randomName();
    private final Random random = new Random(SEED);
    private JenkinsController controller;
    private BuildStepRecorder probe;
    private CrashTestProject project;
    private CrashAssertions checks;
    private boolean passed;

    @BeforeEach
    void startController(KubernetesCluster cluster, KubernetesClient client, TestNamespace system) throws IOException {
        JenkinsDistribution files = JenkinsDistribution.assumeGiven();
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig());
        probe = new BuildStepRecorder(Files.createDirectory(folder.resolve("probe")));
        controller = JenkinsControllerInstaller.install(
                files, folder.resolve("home"), kubeconfig, List.of(namespace), system.name());
        controller.start();
        project = new CrashTestProject(client, namespace, probe);
        checks = new CrashAssertions(controller, project, probe, SEED);
        project.createPipeline("occupies", false, probe.endlessJenkinsfile());
    }

    @AfterEach
    void stopController() {
        if (passed) {
            project.close();
        }
        if (controller != null) {
            controller.close();
        }
    }

    @Test
    void runsThatWaitForAnExecutorEndAfterAKill() throws IOException {
        System.out.println("RealJenkinsBusyExecutorKillsIT: -Dseed=" + SEED + " -Dkills=" + KILLS);
        for (int kill = 0; kill < KILLS; kill++) {
            List<PipelineRun> occupants = new ArrayList<>();
            for (int i = 0; i < EXECUTORS; i++) {
                occupants.add(project.createRun("occupies", "occupies-" + kill + "-" + i));
            }
            occupants.forEach(run -> probe.awaitStarted(run.getMetadata().getName()));
            List<PipelineRun> waiting = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                waiting.add(project.createRun("waits-" + kill + "-" + i));
                Await.pause(500);
            }
            Await.pause(random.nextInt(MAX_PAUSE_MILLIS));
            restartAfterKill();
            occupants.forEach(project::stop);
            assertEnd(waiting, "waited for an executor, kill " + kill);
        }
        System.out.println("RealJenkinsBusyExecutorKillsIT: " + checks);
        passed = true;
    }

    @Test
    void runsOfABurstEndAfterAKillInItsFirstSecond() throws IOException {
        System.out.println(
                "RealJenkinsBusyExecutorKillsIT: -Dseed=" + SEED + " -Dkills=" + KILLS + " -Dburst=" + BURST);
        for (int kill = 0; kill < KILLS; kill++) {
            List<PipelineRun> runs = new ArrayList<>();
            for (int i = 0; i < BURST; i++) {
                runs.add(project.createRun("burst-" + kill + "-" + i));
            }
            Await.pause(random.nextInt(1000));
            restartAfterKill();
            assertEnd(runs, "burst, kill " + kill);
        }
        System.out.println("RealJenkinsBusyExecutorKillsIT: " + checks);
        passed = true;
    }

    private void restartAfterKill() throws IOException {
        controller.kill();
        controller.start();
        controller.awaitReady();
    }

    private void assertEnd(List<PipelineRun> runs, String situation) {
        long deadline = System.nanoTime()
                + LIMIT.toNanos()
                + Duration.ofSeconds(2L * runs.size()).toNanos();
        for (PipelineRun run : runs) {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            assertThat(project.awaitEnd(run, left))
                    .as(run.getMetadata().getName() + ", " + situation + ", -Dseed=" + SEED)
                    .hasValueSatisfying(ended -> checks.assertOneBuild(ended, situation));
        }
    }
}
