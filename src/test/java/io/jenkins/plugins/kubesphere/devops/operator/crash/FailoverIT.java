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
import java.util.concurrent.ThreadLocalRandom;
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

    private final String namespace =
            "p-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    private Path kubeconfig;
    private TestNamespace system;
    private LeaseEditor lease;
    private BuildStepRecorder probe;
    private OperatorProcess a;
    private OperatorProcess b;
    private CrashTestProject project;

    @BeforeEach
    void createProject(KubernetesCluster cluster, KubernetesClient client, TestNamespace own) throws IOException {
        kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig());
        system = own;
        probe = new BuildStepRecorder(Files.createDirectory(folder.resolve("probe")));
        lease = new LeaseEditor(client, own.name());
        a = startInstance("a", OperatorProcess.SHORT_LEASE);
        a.awaitRunning();
        project = new CrashTestProject(client, namespace, probe);
        project.pipeline(ENDLESS, false, probe.endlessJenkinsfile());
    }

    @AfterEach
    void stopProcesses() {
        project.close();
        a.close();
        if (b != null) {
            b.close();
        }
    }

    @Test
    void aRunStartedByOneInstanceIsNotBuiltByTheOther() throws IOException {
        List<PipelineRun> runs = startBurst();

        a.kill();
        b = startInstance("b", OperatorProcess.LONG_LEASE);
        b.awaitRunning();
        List<PipelineRun> since = burst("since");

        assertOneBuildAtMost(runs);
        assertBuiltByB(since);
    }

    @Test
    void anInstanceThatWasPausedTooLongStartsNoBuild() throws IOException {
        List<PipelineRun> runs = startBurst();

        a.pause();
        b = startInstance("b", OperatorProcess.LONG_LEASE);
        b.awaitRunning();
        List<PipelineRun> meanwhile = burst("meanwhile");
        meanwhile.forEach(project::awaitEnd);
        a.resume();
        List<PipelineRun> since = burst("since");

        assertOneBuildAtMost(runs);
        assertBuiltByB(meanwhile);
        assertBuiltByB(since);
        b.kill();
        lease.free();
        a.awaitRunning();
        assertThat(project.awaitEnd(project.run("again")).getStatus().phase()).isEqualTo("Succeeded");
    }

    private void assertOneBuildAtMost(List<PipelineRun> runs) {
        List<PipelineRun> ended = runs.stream().map(project::awaitEnd).toList();
        List<EmbeddedBuildRecord> builds = Stream.of("a", "b")
                .flatMap(home -> new EmbeddedBuildRecords(folder.resolve(home)).builds().stream())
                .toList();
        assertThat(ended).allSatisfy(run -> {
            assertThat(builds.stream().filter(build -> build.uid()
                            .equals(run.getMetadata().getUid())))
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(probe.started(run.getMetadata().getName())).isLessThanOrEqualTo(1);
            Condition succeeded =
                    run.getStatus().condition(ConditionTypes.SUCCEEDED).orElseThrow();
            assertThat(succeeded.reason()).isIn("SUCCESS", "OtherInstance");
        });
        assertThat(ended).as("runs with a build on a").anySatisfy(run -> assertThat(run.getStatus()
                        .condition(ConditionTypes.SUCCEEDED)
                        .orElseThrow()
                        .reason())
                .isEqualTo("OtherInstance"));
    }

    private void assertBuiltByB(List<PipelineRun> runs) {
        List<String> ended = new ArrayList<>();
        runs.forEach(run -> {
            assertThat(project.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
            ended.add(run.getMetadata().getUid());
        });
        assertThat(new EmbeddedBuildRecords(folder.resolve("a")).builds())
                .extracting(EmbeddedBuildRecord::uid)
                .doesNotContainAnyElementsOf(ended);
        assertThat(new EmbeddedBuildRecords(folder.resolve("b")).builds())
                .extracting(EmbeddedBuildRecord::uid)
                .containsAll(ended);
    }

    private OperatorProcess startInstance(String home, Duration lease) throws IOException {
        return OperatorProcess.begin(
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
        PipelineRun running = project.run(ENDLESS, "running");
        List<PipelineRun> runs = new ArrayList<>(burst("before"));
        runs.add(running);
        probe.awaitStarted("running");
        return runs;
    }

    private List<PipelineRun> burst(String prefix) {
        return IntStream.range(0, BURST)
                .parallel()
                .mapToObj(i -> project.run(prefix + "-" + i))
                .toList();
    }
}
