package io.jenkins.plugins.kubesphere.devops.operator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.operator.crash.EmbeddedBuildRecords.EmbeddedBuildRecord;
import io.jenkins.plugins.kubesphere.devops.operator.fault.LeaseEditor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills operator and engine (SIGKILL) while one or five runs are in progress, and starts them again.
 * <p>{@code -Dkills=50}: number of kills; default 10. {@code -Dseed=N}: repeats the kills of an earlier test, as far as
 * the timing of the machine permits.
 */
@WithCluster
class OperatorKillsIT {
    private static final int KILLS = Integer.getInteger("kills", 10);
    private static final long SEED =
            Long.getLong("seed", ThreadLocalRandom.current().nextInt(1_000_000));
    private static final int BURST = 5;
    private static final String INTERRUPTED = "interrupted by a restart of the engine";

    @TempDir
    Path folder;

    private final String namespace = TestNamespace.randomName();
    private final Random random = new Random(SEED);
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private Path kubeconfig;
    private TestNamespace system;
    private LeaseEditor lease;
    private BuildStepRecorder probe;
    private EmbeddedBuildRecords records;
    private OperatorProcess process;
    private CrashTestProject project;

    @BeforeEach
    void createProject(KubernetesCluster cluster, KubernetesClient client, TestNamespace own) throws IOException {
        system = own;
        lease = new LeaseEditor(client, own.name());
        kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig());
        probe = new BuildStepRecorder(Files.createDirectory(folder.resolve("probe")));
        records = new EmbeddedBuildRecords(folder.resolve("state"));
        startProcess();
        project = new CrashTestProject(client, namespace, probe);
    }

    @AfterEach
    void stopProcess() {
        if (project != null) {
            project.close();
        }
        process.close();
    }

    @Test
    void eachRunHasExactlyOneBuild() throws IOException {
        System.out.println("OperatorKillsIT: -Dseed=" + SEED + " -Dkills=" + KILLS);
        List<PipelineRun> all = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            KillMoment moment = KillMoment.values()[kill % KillMoment.values().length];
            int size = kill % 2 == 0 ? 1 : BURST;
            List<PipelineRun> runs = createRuns("kill-" + kill, size);
            all.addAll(runs);
            // The runs of a burst are in different phases at any time.
            moment.await(probe, runs.get(random.nextInt(size)).getMetadata().getName(), random);
            process.kill();
            lease.release();
            startProcess();
            for (PipelineRun run : runs) {
                assertOneBuild(project.awaitEnd(run), moment);
            }
        }
        System.out.println("OperatorKillsIT: " + all.size() + " runs: " + outcomes);
        process.kill();
        assertNoRunIsLostOrBuiltTwice(all);
        lease.release();
        startProcess();
    }

    private void startProcess() throws IOException {
        process = OperatorProcess.start(
                kubeconfig,
                records.state(),
                namespace,
                system,
                "home",
                OperatorProcess.LONG_LEASE,
                folder.resolve("victim.log"));
        process.awaitRunning();
    }

    private List<PipelineRun> createRuns(String prefix, int size) {
        return IntStream.range(0, size)
                .parallel()
                .mapToObj(i -> project.createRun(prefix + "-" + i))
                .toList();
    }

    private void assertOneBuild(PipelineRun run, KillMoment moment) {
        String name = run.getMetadata().getName();
        String hint = name + ", killed at its " + moment + ", -Dseed=" + SEED;
        List<EmbeddedBuildRecord> builds = records.builds(run.getMetadata().getUid());
        assertThat(builds).as(hint).hasSize(1);
        assertThat(run.getMetadata().getAnnotations())
                .as(hint)
                .containsEntry(
                        RunAnnotations.RUN_ID, Integer.toString(builds.get(0).number()));
        switch (run.getStatus().phase()) {
            case "Succeeded" -> {
                assertThat(builds.get(0).result()).as(hint).isEqualTo("SUCCESS");
                assertThat(probe.countMiddles(name)).as(hint).isEqualTo(1);
            }
            case "Failed" -> {
                assertThat(builds.get(0).result()).as(hint).isEqualTo("FAILURE");
                assertThat(message(run).lines()).as(hint).first().isEqualTo(INTERRUPTED);
                assertThat(probe.countMiddles(name)).as(hint).isLessThanOrEqualTo(1);
            }
            default -> throw new AssertionError(hint + " ended " + run.getStatus());
        }
        outcomes.merge(moment + " " + run.getStatus().phase(), 1, Integer::sum);
    }

    private static String message(PipelineRun run) {
        return run.getStatus()
                .condition(ConditionTypes.SUCCEEDED)
                .map(Condition::message)
                .orElse("");
    }

    /**
     * Another build could start after the end of its run. So everything is checked again at the end, when nothing runs
     * any more.
     */
    private void assertNoRunIsLostOrBuiltTwice(List<PipelineRun> all) {
        assertThat(project.runs().stream().map(run -> run.getMetadata().getUid()))
                .as("-Dseed=" + SEED)
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(run -> run.getMetadata().getUid()).toList());
        assertThat(records.builds().stream().map(EmbeddedBuildRecord::uid))
                .as("-Dseed=" + SEED)
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(run -> run.getMetadata().getUid()).toList());
        assertThat(all).as("-Dseed=" + SEED).allSatisfy(run -> {
            assertThat(probe.countStarts(run.getMetadata().getName())).isLessThanOrEqualTo(1);
            assertThat(probe.countMiddles(run.getMetadata().getName())).isLessThanOrEqualTo(1);
        });
    }
}
