package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.acceptance.fault.FaultTarget.Build;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Brings a run into a state, causes a fault, and lets the run go on. Two other runs are in other states meanwhile. No
 * run is lost or built twice, each gets its final status, and its stored stages are complete. {@link FaultMatrix} says
 * which cells are tested.
 */
@WithCluster
@TestInstance(Lifecycle.PER_CLASS)
abstract class FaultMatrixTestCase {
    private static final int MIN_STATES = 3;
    private static final Duration POLL = Duration.ofMillis(100);

    private final List<FaultRun> all = new ArrayList<>();
    private FaultTarget target;
    private FaultProject project;

    /**
     * Creates the target, and does not start it.
     *
     * @param folder an empty folder whose path needs no quotes in a shell
     * @param namespace the only namespace that the operator serves
     * @param system namespace of its Lease
     */
    abstract FaultTarget createTarget(
            Config server, KubernetesClient client, Path folder, String namespace, TestNamespace system)
            throws IOException;

    @BeforeAll
    void start(
            Config server,
            KubernetesClient client,
            TestNamespace system,
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws IOException {
        String namespace = TestNamespace.randomName();
        target = createTarget(server, client, folder, namespace, system);
        target.start();
        project = new FaultProject(client, namespace, new BuildGates(target.gateFolder()));
    }

    @AfterAll
    void stop() {
        try {
            if (project != null) {
                // A second build could have begun after the end of its run.
                assertNothingElse();
                project.close();
            }
        } finally {
            if (target != null) {
                target.close();
            }
        }
    }

    static List<List<FaultCell>> groups() {
        return FaultMatrix.chosenGroups();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("groups")
    void noRunIsLostOrBuiltTwice(List<FaultCell> cells) {
        FaultCell cell = cells.get(0);
        Optional<String> lack = target.lacks(cell.state(), cell.fault());
        assumeTrue(lack.isEmpty(), () -> lack.orElse(""));
        List<RunState> subjects = cells.stream().map(FaultCell::state).toList();
        List<FaultRun> runs = createRuns(cell, subjects);
        try {
            runs.forEach(FaultRun::enter);
            target.apiServer().takeHits();
            if (subjects.contains(RunState.FINISHING) && !cell.fault().isInEngine()) {
                FaultRun finishing = runs.stream()
                        .filter(run -> run.state() == RunState.FINISHING)
                        .findFirst()
                        .orElseThrow();
                target.apiServer().holdWrites(finishing.name());
                finishing.awaitEndOfBuild();
            }
            cell.fault().begin(target);
            target.apiServer().releaseWrites();
            runs.forEach(FaultRun::goOn);
            letTimePass(runs, cell.fault());
        } finally {
            target.apiServer().releaseWrites();
            cell.fault().end(target);
            runs.forEach(FaultRun::goOn);
        }
        awaitEnd(runs);
        runs.forEach(run -> run.assertEndedOnce(cell));
        if (cell.fault().isCounted()) {
            assertThat(target.apiServer().takeHits())
                    .as("requests that the fault has met")
                    .isPositive();
        }
        assertNothingElse();
    }

    /** Lets the fault last, until it has met something at least. Runs that ask meanwhile are answered. */
    private void letTimePass(List<FaultRun> runs, Fault fault) {
        long start = System.nanoTime();
        Await.await(fault + " has met a call")
                .atMost(target.timeout().plus(fault.duration()))
                .pollInterval(POLL)
                .until(() -> {
                    runs.forEach(FaultRun::hasEnded);
                    return System.nanoTime() - start >= fault.duration().toNanos() && target.hasMet(fault);
                });
    }

    /** Creates a run in each of the states, and in the next states if these are few. */
    private List<FaultRun> createRuns(FaultCell cell, List<RunState> subjects) {
        List<FaultRun> runs = new ArrayList<>();
        List<RunState> states = Stream.concat(subjects.stream(), RunState.from(cell.state()))
                .distinct()
                .filter(state -> target.lacks(state, cell.fault()).isEmpty())
                .limit(Math.max(MIN_STATES, subjects.size()))
                .toList();
        for (int i = 0; i < states.size(); i++) {
            RunState state = states.get(i);
            String name = cell.objectName() + "-" + i;
            boolean queued = state == RunState.QUEUED;
            project.createPipeline(name, queued);
            List<FaultRun> blockers = new ArrayList<>();
            if (queued) {
                FaultRun blocker = new FaultRun(
                        target, project, RunState.RUNNING, project.createRun(name + "-first", name), false);
                blocker.enter();
                blockers.add(blocker);
            }
            // The log of a build is read if it fails.
            boolean fails = i == 0 && cell.fault() == Fault.LOG_STORE_THROWS;
            runs.add(new FaultRun(target, project, state, project.createRun(name, name), fails));
            runs.addAll(blockers);
        }
        all.addAll(runs);
        return runs;
    }

    /** All at once, because one may wait for another. */
    private void awaitEnd(List<FaultRun> runs) {
        Await.await("all runs have ended")
                .atMost(target.timeout())
                .pollInterval(POLL)
                .untilAsserted(() ->
                        assertThat(runs).filteredOn(run -> !run.hasEnded()).isEmpty());
    }

    private void assertNothingElse() {
        List<String> known = all.stream().map(FaultRun::uid).toList();
        assertThat(project.runs().stream().map(FaultMatrixTestCase::uid)).containsExactlyInAnyOrderElementsOf(known);
        assertThat(target.builds().stream().map(Build::uid))
                .doesNotHaveDuplicates()
                .isSubsetOf(known);
    }

    private static String uid(PipelineRun run) {
        return run.getMetadata().getUid();
    }
}
