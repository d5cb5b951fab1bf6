package io.jenkins.plugins.kubesphere.devops.operator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.operator.crash.EmbeddedBuildRecords.EmbeddedBuildRecord;
import io.jenkins.plugins.kubesphere.devops.operator.fault.LeaseEditor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs two instances in separate processes, and kills or pauses the active one during a burst of runs. The second
 * instance starts only after that. Its Lease lasts an hour, because it could lose a short Lease on a busy machine.
 */
@WithCluster
class FailoverIT {
    private static final int BURST = 20;
    private static final String ENDLESS = "endless";

    @TempDir
    Path folder;

    private final String namespace = TestNamespace.randomName();
    private Path kubeconfig;
    private TestNamespace system;
    private LeaseEditor lease;
    private BuildStepRecorder probe;
    private OperatorProcess first;
    private OperatorProcess second;
    private CrashTestProject project;

    @BeforeEach
    void createProject(KubernetesCluster cluster, KubernetesClient client, TestNamespace own) throws IOException {
        kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig());
        system = own;
        probe = new BuildStepRecorder(Files.createDirectory(folder.resolve("probe")));
        lease = new LeaseEditor(client, own.name());
        first = startInstance("first", OperatorProcess.SHORT_LEASE);
        first.awaitRunning();
        project = new CrashTestProject(client, namespace, probe);
        project.createPipeline(ENDLESS, false, probe.endlessJenkinsfile());
    }

    @AfterEach
    void stopProcesses() {
        project.close();
        first.close();
        if (second != null) {
            second.close();
        }
    }

    @Test
    void aRunStartedByOneInstanceIsNotBuiltByTheOther() throws IOException {
        List<PipelineRun> runs = startBurst();

        first.kill();
        second = startInstance("second", OperatorProcess.LONG_LEASE);
        second.awaitRunning();
        List<PipelineRun> laterRuns = createRuns("later");

        assertAtMostOneBuild(runs);
        assertBuiltBySecond(laterRuns);
    }

    @Test
    void anInstanceThatWasPausedTooLongStartsNoBuild() throws IOException {
        List<PipelineRun> runs = startBurst();

        first.pause();
        second = startInstance("second", OperatorProcess.LONG_LEASE);
        second.awaitRunning();
        List<PipelineRun> runsDuringPause = createRuns("during-pause");
        runsDuringPause.forEach(project::awaitEnd);
        first.resume();
        List<PipelineRun> laterRuns = createRuns("later");

        assertAtMostOneBuild(runs);
        assertBuiltBySecond(runsDuringPause);
        assertBuiltBySecond(laterRuns);
        second.kill();
        lease.release();
        first.awaitRunning();
        assertThat(project.awaitEnd(project.createRun("again")).getStatus().phase())
                .isEqualTo("Succeeded");
    }

    private void assertAtMostOneBuild(List<PipelineRun> runs) {
        List<PipelineRun> seen = runs.stream().map(project::awaitEndOrForeign).toList();
        List<EmbeddedBuildRecord> builds = Stream.of("first", "second")
                .flatMap(home -> new EmbeddedBuildRecords(folder.resolve(home)).builds().stream())
                .toList();
        assertThat(seen).allSatisfy(run -> {
            assertThat(builds.stream().filter(build -> build.uid()
                            .equals(run.getMetadata().getUid())))
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(probe.countStarts(run.getMetadata().getName())).isLessThanOrEqualTo(1);
            Condition succeeded =
                    run.getStatus().condition(ConditionTypes.SUCCEEDED).orElseThrow();
            assertThat(succeeded.reason()).isIn("SUCCESS", "OtherInstance");
        });
        assertThat(seen).as("runs with a build of the first instance").anySatisfy(run -> assertThat(run.getStatus()
                        .condition(ConditionTypes.SUCCEEDED)
                        .orElseThrow()
                        .reason())
                .isEqualTo("OtherInstance"));
    }

    private void assertBuiltBySecond(List<PipelineRun> runs) {
        List<String> uids = new ArrayList<>();
        runs.forEach(run -> {
            assertThat(project.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
            uids.add(run.getMetadata().getUid());
        });
        assertThat(new EmbeddedBuildRecords(folder.resolve("first")).builds())
                .extracting(EmbeddedBuildRecord::uid)
                .doesNotContainAnyElementsOf(uids);
        assertThat(new EmbeddedBuildRecords(folder.resolve("second")).builds())
                .extracting(EmbeddedBuildRecord::uid)
                .containsAll(uids);
    }

    private OperatorProcess startInstance(String home, Duration lease) throws IOException {
        return OperatorProcess.start(
                kubeconfig,
                folder.resolve(home),
                namespace,
                system,
                "home-" + home,
                lease,
                folder.resolve("victim-" + home + ".log"));
    }

    /** Creates a burst of runs; one of them is certainly running when this returns. */
    private List<PipelineRun> startBurst() {
        PipelineRun running = project.createRun(ENDLESS, "running");
        List<PipelineRun> runs = new ArrayList<>(createRuns("before"));
        runs.add(running);
        probe.awaitStarted("running");
        return runs;
    }

    private List<PipelineRun> createRuns(String prefix) {
        return IntStream.range(0, BURST)
                .parallel()
                .mapToObj(i -> project.createRun(prefix + "-" + i))
                .toList();
    }
}
