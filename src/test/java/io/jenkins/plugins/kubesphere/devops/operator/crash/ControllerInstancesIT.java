package io.jenkins.plugins.kubesphere.devops.operator.crash;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.operator.fault.FolderCopier;
import io.jenkins.plugins.kubesphere.devops.realjenkins.ControllerInstaller;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests two real controllers on one cluster, and one with a restored home: docs/operations.md, "Instances". Needs
 * {@code -Djenkins.war} and {@code -Djenkins.plugins}.
 */
@WithCluster
class ControllerInstancesIT {
    @TempDir
    Path folder;

    private final String namespace =
            "p-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    private Path kubeconfig;
    private String system;
    private JenkinsDistribution files;
    private JenkinsController a;
    private JenkinsController b;
    private BuildStepRecorder probe;
    private CrashTestProject project;

    @BeforeEach
    void createProject(KubernetesCluster cluster, KubernetesClient client, TestNamespace own) throws IOException {
        files = JenkinsDistribution.assumeGiven();
        kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig());
        system = own.name();
        probe = new BuildStepRecorder(Files.createDirectory(folder.resolve("probe")));
        a = controller("a");
        a.start();
        project = new CrashTestProject(client, namespace, probe);
        project.pipeline("asks", false, probe.jenkinsfileWithInput());
    }

    @AfterEach
    void stopControllers() {
        if (project != null) {
            project.close();
        }
        if (a != null) {
            a.close();
        }
        if (b != null) {
            b.close();
        }
    }

    @Test
    void oneControllerActsAndTheOtherTakesOver() throws IOException {
        b = controller("b");
        b.start();
        b.awaitUp();
        await("b logs which instance holds the Lease").until(() -> b.output().contains("is held by"));
        PipelineRun first = runSuccessfully("first");
        PipelineRun asking = project.awaitPaused(project.run("asks", "asking"));
        assertThat(b.home().resolve("jobs").resolve(namespace)).doesNotExist();

        a.kill();

        PipelineRun left = project.awaitEnd(asking);
        assertThat(left.getStatus().phase()).isEqualTo("Unknown");
        assertThat(reason(left)).isEqualTo("OtherInstance");
        PipelineRun second = runSuccessfully("second");
        assertThat(number(second)).as("the next number after the other home").isEqualTo(number(first) + 1);

        a.start();
        a.awaitUp();
        assertThat(number(runSuccessfully("third"))).isEqualTo(number(second) + 1);
        assertThat(a.builds(project.job(first)).all())
                .as("builds in home a; b built the later runs")
                .hasSize(1);
        assertThat(probe.done("asking")).isZero();
    }

    @Test
    void aRestoredHomeHasLostLaterBuildsAndReusesNoNumber() throws IOException {
        runSuccessfully("first");
        a.stop();
        FolderCopier.copy(a.home(), folder.resolve("backup"));
        a.start();
        PipelineRun second = runSuccessfully("second");
        PipelineRun asking = project.awaitPaused(project.run("asks", "asking"));
        a.kill();
        FolderCopier.copy(folder.resolve("backup"), a.home());

        a.start();

        PipelineRun lost = project.awaitEnd(asking);
        assertThat(lost.getStatus().phase()).isEqualTo("Unknown");
        assertThat(reason(lost)).isEqualTo("BuildDeleted");
        assertThat(number(runSuccessfully("third"))).isEqualTo(number(second) + 1);
        assertThat(project.awaitEnd(second))
                .as("the run had ended, so it is not changed")
                .isEqualTo(second);
    }

    private PipelineRun runSuccessfully(String run) {
        PipelineRun ended = project.awaitEnd(project.run(run));
        assertThat(ended.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(probe.done(run)).isEqualTo(1);
        return ended;
    }

    private static int number(PipelineRun run) {
        return Integer.parseInt(run.getMetadata().getAnnotations().get(RunAnnotations.RUN_ID));
    }

    private static String reason(PipelineRun run) {
        return run.getStatus().condition(ConditionTypes.SUCCEEDED).orElseThrow().reason();
    }

    private JenkinsController controller(String home) throws IOException {
        return ControllerInstaller.install(files, folder.resolve(home), kubeconfig, List.of(namespace), system);
    }
}
