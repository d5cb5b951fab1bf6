package io.jenkins.plugins.kubesphere.devops.operator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.Cluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.operator.crash.EngineRecords.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two homes in processes of their own; the one that acts is killed, or stopped for a while, in the middle of a burst. */
@WithCluster
class HandOverIT {
    private static final int BURST = 20;

    @TempDir
    Path folder;

    private final String namespace =
            "p-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    private Path kubeconfig;
    private TestNamespace system;
    private Witness witness;
    private Life a;
    private Life b;
    private WitnessedProject project;

    @BeforeEach
    void begin(Cluster cluster, KubernetesClient client, TestNamespace own) throws IOException {
        kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig());
        system = own;
        witness = new Witness(Files.createDirectory(folder.resolve("witness")));
        a = live("a");
        a.awaitRunning();
        project = new WitnessedProject(client, namespace, witness);
        b = live("b");
    }

    @AfterEach
    void end() {
        project.close();
        a.close();
        b.close();
    }

    @Test
    void whatOneBeganTheOtherDoesNotBuild() throws IOException {
        List<PipelineRun> runs = burst("before");
        witness.awaitBegun(runs.get(0).getMetadata().getName());

        a.kill();
        b.awaitRunning();
        List<PipelineRun> since = burst("since");

        assertOneBuildAtMost(runs);
        assertBuiltByB(since);
    }

    @Test
    void whoWasStoppedForTooLongStartsNothing() throws IOException {
        List<PipelineRun> runs = burst("before");
        witness.awaitBegun(runs.get(0).getMetadata().getName());

        a.pause();
        b.awaitRunning();
        List<PipelineRun> meanwhile = burst("meanwhile");
        meanwhile.forEach(project::awaitOver);
        a.resume();
        List<PipelineRun> since = burst("since");

        assertOneBuildAtMost(runs);
        assertBuiltByB(meanwhile);
        assertBuiltByB(since);
        b.kill();
        a.awaitRunning();
        assertThat(project.awaitOver(project.run("again")).getStatus().phase()).isEqualTo("Succeeded");
    }

    private void assertOneBuildAtMost(List<PipelineRun> runs) {
        List<PipelineRun> over = runs.stream().map(project::awaitOver).toList();
        List<Recorded> builds = Stream.of("a", "b")
                .flatMap(home -> new EngineRecords(folder.resolve(home)).builds().stream())
                .toList();
        assertThat(over).allSatisfy(run -> {
            assertThat(builds.stream().filter(build -> build.uid()
                            .equals(run.getMetadata().getUid())))
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(witness.begun(run.getMetadata().getName())).isLessThanOrEqualTo(1);
            Condition succeeded =
                    run.getStatus().condition(ConditionTypes.SUCCEEDED).orElseThrow();
            assertThat(succeeded.reason()).isIn("SUCCESS", "OtherHome");
        });
        assertThat(over).as("some were under way").anySatisfy(run -> assertThat(run.getStatus()
                        .condition(ConditionTypes.SUCCEEDED)
                        .orElseThrow()
                        .reason())
                .isEqualTo("OtherHome"));
    }

    private void assertBuiltByB(List<PipelineRun> runs) {
        List<String> over = new ArrayList<>();
        runs.forEach(run -> {
            assertThat(project.awaitOver(run).getStatus().phase()).isEqualTo("Succeeded");
            over.add(run.getMetadata().getUid());
        });
        assertThat(new EngineRecords(folder.resolve("a")).builds())
                .extracting(Recorded::uid)
                .doesNotContainAnyElementsOf(over);
        assertThat(new EngineRecords(folder.resolve("b")).builds())
                .extracting(Recorded::uid)
                .containsAll(over);
    }

    private Life live(String home) throws IOException {
        return Life.begin(
                kubeconfig,
                folder.resolve(home),
                namespace,
                system,
                "home-" + home,
                folder.resolve("victim-" + home + ".log"));
    }

    private List<PipelineRun> burst(String prefix) {
        return IntStream.range(0, BURST)
                .parallel()
                .mapToObj(i -> project.run(prefix + "-" + i))
                .toList();
    }
}
