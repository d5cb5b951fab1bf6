package io.jenkins.plugins.kubesphere.devops.operator.crash;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsControllerInstaller;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts a real controller with a project, for tests that kill or restart the controller. {@code -Dseed=N} repeats a
 * test with the same random times.
 */
@WithCluster
abstract class RealJenkinsCrashTestCase {
    static final long SEED = Long.getLong("seed", ThreadLocalRandom.current().nextInt(1_000_000));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    final String namespace = TestNamespace.randomName();
    final Random random = new Random(SEED);
    JenkinsController controller;
    BuildStepRecorder recorder;
    CrashTestProject project;
    CrashAssertions assertions;

    /** Set by a test at its end. After a failure, everything is kept for the analysis. */
    boolean passed;

    @BeforeEach
    void startController(KubernetesCluster cluster, KubernetesClient client, TestNamespace system) throws IOException {
        JenkinsDistribution files = JenkinsDistribution.assumeGiven();
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig());
        recorder = new BuildStepRecorder(Files.createDirectory(folder.resolve("probe")));
        controller = JenkinsControllerInstaller.install(
                files, folder.resolve("home"), kubeconfig, List.of(namespace), system.name());
        controller.start();
        project = new CrashTestProject(client, namespace, recorder);
        assertions = new CrashAssertions(controller, project, recorder, SEED);
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
}
