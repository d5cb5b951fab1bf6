package io.jenkins.plugins.kubesphere.devops.operator.crash;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.realjenkins.BuildRecords.BuildRecord;
import io.jenkins.plugins.kubesphere.devops.realjenkins.ControllerInstaller;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks surprising behaviour of a real controller and its effect on our runs. All tests share one controller. Needs
 * {@code -Djenkins.war} and {@code -Djenkins.plugins}.
 */
@WithCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControllerQueueIT {
    private static final int LONGER_THAN_QUEUE_SAVE_PERIOD = 65_000;

    private final String namespace =
            "p-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    private JenkinsController controller;
    private BuildStepRecorder probe;
    private CrashTestProject project;

    @BeforeAll
    void startController(KubernetesCluster cluster, KubernetesClient client, TestNamespace system, @TempDir Path folder)
            throws IOException {
        JenkinsDistribution files = JenkinsDistribution.assumeGiven();
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig());
        probe = new BuildStepRecorder(Files.createDirectory(folder.resolve("probe")));
        controller = ControllerInstaller.install(
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

    private List<BuildRecord> builds(PipelineRun run) {
        return controller.builds(project.job(run)).withUid(run.getMetadata().getUid());
    }

    private String job(String pipeline) {
        return "job/" + namespace + "/job/" + pipeline + "/";
    }

    /**
     * Jenkins saves its queue once a minute. After a kill, it would build a run again that is in the saved queue, even
     * though the run has ended since.
     */
    @Test
    void aRunQueuedForAMinuteIsNotBuiltAgainAfterAKill() throws Exception {
        project.pipeline("patient", true, probe.jenkinsfile().replace("sh 'echo", "sh 'sleep $WAIT; echo"), "WAIT");
        PipelineRun first = project.run("patient", "patient-1", Map.of("WAIT", "70"));
        PipelineRun second = project.run("patient", "patient-2", Map.of("WAIT", "0"));
        Thread.sleep(LONGER_THAN_QUEUE_SAVE_PERIOD);
        project.awaitEnd(first);
        assertThat(project.awaitEnd(second).getStatus().phase()).isEqualTo("Succeeded");
        controller.kill();
        controller.start();
        PipelineRun after = project.run("patient", "patient-3", Map.of("WAIT", "0"));
        project.awaitEnd(after);
        assertThat(controller.builds(project.job(second)).all()).hasSize(3);
        assertThat(builds(second)).hasSize(1);
        assertThat(probe.done("patient-2")).isEqualTo(1);
    }

    /** Jenkins accepts a run of a disabled job into its queue and drops it. So a run waits until its job is enabled. */
    @Test
    void aRunOfADisabledJobIsBuiltWhenTheJobIsEnabled() {
        project.pipeline("switched", false, probe.jenkinsfile());
        controller.awaitUp();
        controller.http().post(job("switched") + "disable", Map.of());
        PipelineRun run = project.run("switched", "switched-1");
        assertThat(project.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(builds(run)).hasSize(1);
    }

    /** Jenkins combines queue items of one job with equal parameters into one build. */
    @Test
    void eachRunAndEachManualStartHasItsOwnBuild() {
        project.pipeline("folded", true, probe.jenkinsfile().replace("sleep 0.2", "sleep 2"));
        controller.awaitUp();
        Map<String, String> same = Map.of(BuildStepRecorder.PARAMETER, "folded-same");
        List<PipelineRun> runs = IntStream.range(0, 3)
                .mapToObj(i -> {
                    PipelineRun run = project.run("folded", "folded-" + i, same);
                    controller.http().post(job("folded") + "buildWithParameters", same);
                    return run;
                })
                .toList();
        runs.forEach(
                run -> assertThat(project.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded"));
        runs.forEach(run -> assertThat(builds(run)).hasSize(1));
        // Jenkins combines manual starts with each other, but never with a run.
        assertThat(controller.builds(project.job(runs.get(0))).withUid("")).isNotEmpty();
    }

    /** While Jenkins prepares a shutdown, it accepts runs into its queue. A normal restart keeps the queue. */
    @Test
    void aRunCreatedBeforeARestartIsBuiltOnceAfterIt() throws Exception {
        project.pipeline("quiet", false, probe.jenkinsfile());
        controller.awaitUp();
        controller.http().post("quietDown", Map.of());
        PipelineRun run = project.run("quiet", "quiet-1");
        project.awaitReason(run, ConditionReasons.QUEUED);
        controller.stop();
        controller.start();
        assertThat(project.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(builds(run)).hasSize(1);
        assertThat(probe.done("quiet-1")).isEqualTo(1);
    }

    /** A new job would number its builds from 1, so that two runs would have the same number. */
    @Test
    void aJobDeletedByHandIsCreatedAgainAndItsBuildNumbersContinue() {
        project.pipeline("remade", false, probe.jenkinsfile());
        PipelineRun first = project.awaitEnd(project.run("remade", "remade-1"));
        controller.awaitUp();
        controller.http().post(job("remade") + "doDelete", Map.of());
        PipelineRun second = project.awaitEnd(project.run("remade", "remade-2"));
        assertThat(second.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(builds(first)).isEmpty();
        assertThat(builds(second)).singleElement().satisfies(build -> assertThat(build.number())
                .isEqualTo(2));
    }

    /** Jenkins would remove the trigger of a plugin that it does not have, so each reconcile would save the job. */
    @Test
    void aPipelineWithAMissingPluginHasNoJobUntilItDoesNotNeedIt() {
        Pipeline hooked = project.refusedWebhook("hooked", "s3cret-t0ken", ConditionReasons.PLUGIN_MISSING);
        JobName job = new JobName(namespace, "hooked");
        assertThat(hooked.getStatus()
                        .condition(ConditionTypes.READY)
                        .orElseThrow()
                        .message())
                .isEqualTo(
                        "Pipeline " + job + ": spec.pipeline.generic_webhook needs the plugin generic-webhook-trigger,"
                                + " which Jenkins does not run; install it and restart Jenkins, or set enable to false");
        assertThatThrownBy(() -> controller.document(job)).hasRootCauseInstanceOf(NoSuchFileException.class);
        project.disableWebhook(hooked);
        assertThat(controller.document(job)).contains("<script>echo 1").doesNotContain("GenericTrigger", "s3cret");
        assertThat(controller.output()).doesNotContain("s3cret-t0ken");
    }

    /**
     * The first build writes the properties that the Jenkinsfile declares into the job. If the operator removed them,
     * each run would save the job again.
     */
    @Test
    void aJobWithDeclaredPropertiesIsNotSavedByUs() {
        project.pipeline("declares", false, """
                pipeline {
                  agent any
                  options { buildDiscarder(logRotator(numToKeepStr: '20')) }
                  parameters { booleanParam(name: 'DRY', defaultValue: true) }
                  triggers { cron('H H 1 1 *') }
                  stages { stage('Build') { steps { echo "$RUN" } } }
                }
                """);
        PipelineRun first = project.awaitEnd(project.run("declares", "declares-0"));
        String document = controller.document(project.job(first));
        assertThat(document).contains("<name>DRY</name>", "<spec>H H 1 1 *</spec>", "<numToKeep>20</numToKeep>");
        controller.awaitUp();
        IntStream.range(1, 11).forEach(i -> {
            PipelineRun run = project.awaitEnd(project.run("declares", "declares-" + i));
            assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
            assertThat(controller.document(project.job(run)))
                    .as("after run " + i)
                    .isEqualTo(document);
        });
    }

    /**
     * At first, the step {@code properties} keeps the list of what it declared only in the memory of the job. If an
     * update of the job lost this list, the next build would remove all properties, also ManagedJobProperty.
     */
    @Test
    void aJobWithTheStepPropertiesStaysManagedAfterAChangeOfItsPipeline() {
        project.pipeline("stepped", false, """
                properties([buildDiscarder(logRotator(numToKeepStr: '20'))])
                echo env.RUN
                """);
        controller.awaitUp();
        PipelineRun first = project.awaitEnd(project.run("stepped", "stepped-0"));
        project.setDescription("stepped", "changed");
        await("the job has the description")
                .until(() -> controller.document(project.job(first)).contains("<description>changed</description>"));
        IntStream.range(1, 4).forEach(i -> {
            PipelineRun run = project.awaitEnd(project.run("stepped", "stepped-" + i));
            assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
            assertThat(controller.document(project.job(run)))
                    .as("after run " + i)
                    .contains("ManagedJobProperty", "<description>changed</description>", "<numToKeep>20</numToKeep>");
        });
    }

    /**
     * The step {@code properties} keeps the list of what it declared only in memory. If a restart lost this list, the
     * next build would remove all properties, also ManagedJobProperty.
     */
    @Test
    void aJobWithTheStepPropertiesStaysManagedAfterARestart() throws Exception {
        project.pipeline("noted", false, """
                properties([buildDiscarder(logRotator(numToKeepStr: '20'))])
                echo env.RUN
                """);
        project.awaitEnd(project.run("noted", "noted-0"));
        controller.awaitUp();
        controller.stop();
        controller.start();
        IntStream.range(1, 3).forEach(i -> {
            PipelineRun run = project.awaitEnd(project.run("noted", "noted-" + i));
            assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
            assertThat(controller.document(project.job(run)))
                    .as("after run " + i)
                    .contains("ManagedJobProperty", "<numToKeep>20</numToKeep>");
        });
    }

    /** If Jenkins is killed while it creates the program of a build, the build never starts and could block its job. */
    @Test
    void aBuildThatNeverStartedDoesNotBlockItsJob() throws Exception {
        project.pipeline("blocked", true, probe.jenkinsfile());
        PipelineRun run = project.run("blocked", "blocked-1");
        Path build = controller.home().resolve("jobs/" + namespace + "/jobs/blocked/builds/1");
        await("the folder of the build exists").until(() -> Files.isDirectory(build));
        controller.kill();
        controller.start();
        assertThat(project.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(project.awaitEnd(project.run("blocked", "blocked-2"))
                        .getStatus()
                        .phase())
                .isEqualTo("Succeeded");
        assertThat(builds(run)).hasSize(1);
        assertThat(probe.done("blocked-1")).isEqualTo(1);
    }
}
