package io.jenkins.plugins.kubesphere.devops.operator.crash;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.realjenkins.BuildRecords.BuildRecord;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsControllerInstaller;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks surprising behaviour of the queue of a real controller and its effect on our runs, also after a kill. All
 * tests share one controller. Needs {@code -Djenkins.war} and {@code -Djenkins.plugins}.
 */
@WithCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealJenkinsQueueIT {
    private static final int LONGER_THAN_QUEUE_SAVE_PERIOD = 65_000;

    private final String namespace = TestNamespace.randomName();
    private JenkinsController controller;
    private BuildStepRecorder probe;
    private CrashTestProject project;

    @BeforeAll
    void startController(KubernetesCluster cluster, KubernetesClient client, TestNamespace system, @TempDir Path folder)
            throws IOException {
        JenkinsDistribution files = JenkinsDistribution.assumeGiven();
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig());
        probe = new BuildStepRecorder(Files.createDirectory(folder.resolve("probe")));
        controller = JenkinsControllerInstaller.install(
                files, folder.resolve("home"), kubeconfig, List.of(namespace), system.name());
        controller.start();
        project = new CrashTestProject(client, namespace, probe);
    }

    @AfterAll
    void stopController() {
        if (project != null) {
            project.close();
        }
        if (controller != null) {
            controller.close();
        }
    }

    /**
     * Jenkins saves its queue once a minute. After a kill, it would build a run again that is in the saved queue, even
     * though the run has ended since.
     */
    @Test
    void aRunQueuedForAMinuteIsNotBuiltAgainAfterAKill() throws Exception {
        project.createPipeline(
                "patient", true, probe.jenkinsfile().replace("sh 'echo", "sh 'sleep $WAIT; echo"), "WAIT");
        PipelineRun first = project.createRun("patient", "patient-1", Map.of("WAIT", "70"));
        PipelineRun second = project.createRun("patient", "patient-2", Map.of("WAIT", "0"));
        Thread.sleep(LONGER_THAN_QUEUE_SAVE_PERIOD);
        project.awaitEnd(first);
        assertThat(project.awaitEnd(second).getStatus().phase()).isEqualTo("Succeeded");
        controller.kill();
        controller.start();
        PipelineRun after = project.createRun("patient", "patient-3", Map.of("WAIT", "0"));
        project.awaitEnd(after);
        assertThat(controller.homeFolder().builds(project.job(second)).readAll())
                .hasSize(3);
        assertThat(builds(second)).hasSize(1);
        assertThat(probe.countMiddles("patient-2")).isEqualTo(1);
    }

    /**
     * Jenkins accepts a run of a disabled job into its queue and drops it. So the run waits until the operator has
     * enabled the job again.
     */
    @Test
    void aRunOfADisabledJobIsBuiltWhenTheJobIsEnabled() {
        project.createPipeline("switched", false, probe.jenkinsfile());
        controller.awaitReady();
        controller.http().post(job("switched") + "disable", Map.of());
        PipelineRun run = project.createRun("switched", "switched-1");
        assertThat(project.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(builds(run)).hasSize(1);
    }

    /** Jenkins combines queue items of one job with equal parameters into one build. */
    @Test
    void eachRunAndEachManualStartHasItsOwnBuild() {
        project.createPipeline("folded", true, probe.jenkinsfile().replace("sleep 0.2", "sleep 2"));
        controller.awaitReady();
        Map<String, String> same = Map.of(BuildStepRecorder.PARAMETER, "folded-same");
        List<PipelineRun> runs = IntStream.range(0, 3)
                .mapToObj(i -> {
                    PipelineRun run = project.createRun("folded", "folded-" + i, same);
                    controller.http().post(job("folded") + "buildWithParameters", same);
                    return run;
                })
                .toList();
        runs.forEach(
                run -> assertThat(project.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded"));
        runs.forEach(run -> assertThat(builds(run)).hasSize(1));
        // Jenkins combines manual starts with each other, but never with a run. Their builds get runs of their own.
        assertThat(controller.homeFolder().builds(project.job(runs.get(0))).readAll())
                .hasSizeGreaterThan(runs.size());
    }

    /** While Jenkins prepares a shutdown, it accepts runs into its queue. A normal restart keeps the queue. */
    @Test
    void aRunCreatedBeforeARestartIsBuiltOnceAfterTheRestart() throws Exception {
        project.createPipeline("quiet", false, probe.jenkinsfile());
        controller.awaitReady();
        controller.http().post("quietDown", Map.of());
        PipelineRun run = project.createRun("quiet", "quiet-1");
        project.awaitReason(run, ConditionReasons.QUEUED);
        controller.stop();
        controller.start();
        assertThat(project.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(builds(run)).hasSize(1);
        assertThat(probe.countMiddles("quiet-1")).isEqualTo(1);
    }

    /**
     * If Jenkins is killed between the first save of a build and its start, the build never starts and could block the
     * job.
     */
    @Test
    void aBuildThatNeverStartedDoesNotBlockItsJob() throws Exception {
        project.createPipeline("blocked", true, probe.jenkinsfile());
        PipelineRun run = project.createRun("blocked", "blocked-1");
        Path build = controller.home().resolve("jobs/" + namespace + "/jobs/blocked/builds/1");
        await("the folder of the build exists").until(() -> Files.isDirectory(build));
        controller.kill();
        controller.start();
        assertThat(project.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(project.awaitEnd(project.createRun("blocked", "blocked-2"))
                        .getStatus()
                        .phase())
                .isEqualTo("Succeeded");
        assertThat(builds(run)).hasSize(1);
        assertThat(probe.countMiddles("blocked-1")).isEqualTo(1);
    }

    private List<BuildRecord> builds(PipelineRun run) {
        return controller
                .homeFolder()
                .builds(project.job(run))
                .readWithUid(run.getMetadata().getUid());
    }

    private String job(String pipeline) {
        return "job/" + namespace + "/job/" + pipeline + "/";
    }
}
