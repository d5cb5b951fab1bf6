package io.jenkins.plugins.kubesphere.devops.operator.crash;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.operator.fault.FolderCopier;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsControllerInstaller;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests two real controllers on one cluster, and one with a restored home: docs/operations.md, "Instances". Needs
 * {@code -Djenkins.war} and {@code -Djenkins.plugins}.
 */
@WithCluster
class RealJenkinsInstancesIT {
    @TempDir
    Path folder;

    private final String namespace = TestNamespace.randomName();
    private Path kubeconfig;
    private String system;
    private JenkinsDistribution files;
    private JenkinsController controllerA;
    private JenkinsController controllerB;
    private BuildStepRecorder probe;
    private CrashTestProject project;

    @BeforeEach
    void createProject(KubernetesCluster cluster, KubernetesClient client, TestNamespace own) throws IOException {
        files = JenkinsDistribution.assumeGiven();
        kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig());
        system = own.name();
        probe = new BuildStepRecorder(Files.createDirectory(folder.resolve("probe")));
        controllerA = controller("a");
        controllerA.start();
        project = new CrashTestProject(client, namespace, probe);
        project.createPipeline("asks", false, probe.jenkinsfileWithInput());
    }

    @AfterEach
    void stopControllers() {
        if (project != null) {
            project.close();
        }
        if (controllerA != null) {
            controllerA.close();
        }
        if (controllerB != null) {
            controllerB.close();
        }
    }

    @Test
    void oneControllerActsAndTheOtherTakesOver() throws IOException {
        controllerB = controller("b");
        controllerB.start();
        controllerB.awaitReady();
        await("b logs which instance holds the Lease")
                .until(() -> controllerB.output().contains("is held by"));
        PipelineRun first = runSuccessfully("first");
        PipelineRun asking = project.awaitPaused(project.createRun("asks", "asking"));
        assertThat(controllerB.home().resolve("jobs").resolve(namespace)).doesNotExist();

        controllerA.kill();

        PipelineRun interrupted = project.awaitReason(asking, "OtherInstance");
        assertThat(interrupted.getStatus().phase()).isEqualTo("Pending");
        assertThat(interrupted.getStatus().hasEnded()).isFalse();
        PipelineRun second = runSuccessfully("second");
        assertThat(number(second)).as("the next number after the other home").isEqualTo(number(first) + 1);

        controllerA.start();
        controllerA.awaitReady();
        assertThat(number(runSuccessfully("third"))).isEqualTo(number(second) + 1);
        assertThat(controllerA.homeFolder().builds(project.job(first)).readAll())
                .as("builds in home a; b built the later runs")
                .hasSize(1);
        controllerB.kill();
        project.awaitPaused(asking);
        assertThat(probe.countMiddles("asking")).isZero();
    }

    @Test
    void aRestoredHomeHasLostLaterBuildsAndReusesNoNumber() throws IOException {
        runSuccessfully("first");
        controllerA.stop();
        FolderCopier.copy(controllerA.home(), folder.resolve("backup"));
        controllerA.start();
        PipelineRun second = runSuccessfully("second");
        PipelineRun asking = project.awaitPaused(project.createRun("asks", "asking"));
        controllerA.kill();
        FolderCopier.copy(folder.resolve("backup"), controllerA.home());

        controllerA.start();

        PipelineRun lostRun = project.awaitEnd(asking);
        assertThat(lostRun.getStatus().phase()).isEqualTo("Unknown");
        assertThat(reason(lostRun)).isEqualTo("BuildDeleted");
        assertThat(number(runSuccessfully("third"))).isEqualTo(number(second) + 1);
        assertThat(project.awaitEnd(second))
                .as("the run had ended, so it is not changed")
                .isEqualTo(second);
    }

    private PipelineRun runSuccessfully(String run) {
        PipelineRun ended = project.awaitEnd(project.createRun(run));
        assertThat(ended.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(probe.countMiddles(run)).isEqualTo(1);
        return ended;
    }

    private static int number(PipelineRun run) {
        return Integer.parseInt(run.getMetadata().getAnnotations().get(RunAnnotations.RUN_ID));
    }

    private static String reason(PipelineRun run) {
        return run.getStatus().condition(ConditionTypes.SUCCEEDED).orElseThrow().reason();
    }

    private JenkinsController controller(String home) throws IOException {
        return JenkinsControllerInstaller.install(files, folder.resolve(home), kubeconfig, List.of(namespace), system);
    }
}
