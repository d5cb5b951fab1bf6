package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A real controller whose clock is wrong. Needs {@code -Djenkins.war} and {@code -Djenkins.plugins}. */
@WithCluster
class JenkinsClockStepIT {
    /** So many that they are hardly looked up in the order in which the builds are read. */
    private static final int RUNS = 4;

    /**
     * The plugin reads the newest build of a job first, and stops at a build that is older than the run. Builds of a
     * slow clock look older. All runs but one ended Unknown, BuildDeleted.
     */
    @Test
    void theBuildsOfASlowClockAreFoundAfterARestart(
            Config server,
            KubernetesClient client,
            TestNamespace system,
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws IOException {
        String namespace = TestNamespace.randomName();
        try (FaultTarget target =
                new JenkinsFaultTarget(JenkinsDistribution.assumeGiven(), server, folder, namespace, system)) {
            Optional<String> lack = target.lacks(RunState.AT_INPUT, Fault.CLOCK_STEP_BACK);
            assumeTrue(lack.isEmpty(), () -> lack.orElse(""));
            target.start();
            try (FaultProject project = new FaultProject(client, namespace, new BuildGates(target.gateFolder()))) {
                project.createPipeline("web", false);
                target.stepClock(Duration.ofHours(-2));
                List<FaultRun> runs = IntStream.rangeClosed(1, RUNS)
                        .mapToObj(i -> project.createRun("web-" + i, "web"))
                        .map(run -> new FaultRun(target, project, RunState.AT_INPUT, run, false))
                        .toList();
                runs.forEach(FaultRun::enter);
                target.apiServer().goAway();
                runs.forEach(FaultRun::goOn);
                runs.forEach(FaultRun::awaitEndOfBuild);
                target.kill();
                target.apiServer().comeBack();
                target.start();

                Await.await("all runs have ended").atMost(target.timeout()).untilAsserted(() -> assertThat(runs)
                        .filteredOn(run -> !run.hasEnded())
                        .isEmpty());
                runs.forEach(run -> run.assertEndedOnce(new FaultCell(RunState.AT_INPUT, Fault.CLOCK_STEP_BACK, 0)));
            }
        }
    }
}
