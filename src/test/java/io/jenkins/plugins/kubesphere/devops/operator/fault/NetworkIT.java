package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.FaultProxy;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interrupts the network during a run: nothing is lost, nothing is done twice, and nobody has to act. */
@WithCluster
class NetworkIT {
    @TempDir
    Path folder;

    private FaultProxy network;
    private OperatorFixture trial;
    private PipelineRun run;

    @BeforeEach
    void startRun(Config config) {
        network = FaultProxy.before(config);
        Config connection = new ConfigBuilder(network.config())
                .withWebsocketPingInterval(1_000L)
                .withRequestTimeout(2_000)
                .build();
        trial = OperatorFixture.on(config, folder.resolve("engine"))
                .withConnection(() -> connection)
                .start();
        trial.awaitRunning().project();
        trial.createWaitingPipeline("web");
        run = trial.awaitPhase(trial.run("web-1", "web"), "Running");
    }

    @AfterEach
    void close() {
        trial.close();
        network.close();
    }

    @Test
    void theOperatorReconnectsAfterAReset() {
        network.cut();
        Pipeline pipeline =
                trial.create("meanwhile", "pipeline { agent any; stages { stage('A') { steps { echo 'a' } } } }");
        network.cut();
        trial.release();

        trial.awaitSuccess(run);
        trial.awaitReady(pipeline);
        trial.assertPipelineWorks("after");
    }

    @Test
    void aSilentNetworkIsNoticed() {
        network.stall();
        PipelineRun meanwhile = trial.run("web-2", "web");
        trial.release();
        assertThat(trial.awaitProblem("cannot reach https://127.0.0.1:")).hasSize(1);
        network.resume();

        trial.await(meanwhile, found -> "Succeeded".equals(found.getStatus().phase()));
        trial.await(run, found -> "Succeeded".equals(found.getStatus().phase()));
        assertThat(trial.builds("web")).isEqualTo(2);
        trial.awaitRunning();
    }

    @Test
    void theOperatorWaitsWhileTheApiServerRefusesConnections() {
        network.refuse();
        network.cut();
        trial.release();
        PipelineRun meanwhile = trial.run("web-2", "web");
        trial.await(
                () -> trial.core().state() == State.RETRYING || trial.core().state() == State.CONNECTING,
                "the session is given up");
        assertThat(trial.awaitProblem("cannot reach"))
                .singleElement()
                .asString()
                .endsWith("Connection refused");
        network.allow();

        trial.await(meanwhile, found -> "Succeeded".equals(found.getStatus().phase()));
        trial.await(run, found -> "Succeeded".equals(found.getStatus().phase()));
        assertThat(trial.builds("web")).isEqualTo(2);
    }

    @Test
    void closingDoesNotWaitForTheNetwork() {
        network.stall();
        trial.operator.reconnect();
        OperatorFixture.pause(300);

        Instant start = Instant.now();
        trial.operator.close();

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(8));
        assertThat(trial.core().state()).isEqualTo(State.STOPPED);
        network.resume();
    }
}
