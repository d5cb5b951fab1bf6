package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.FaultProxy;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interrupts the network during a run. No run is lost or built twice, and the operator recovers by itself. */
@WithCluster
class NetworkFaultsIT {
    @TempDir
    Path folder;

    private FaultProxy network;
    private OperatorFixture fixture;
    private PipelineRun run;

    @BeforeEach
    void startRun(Config config) {
        network = FaultProxy.start(config);
        Config connection = new ConfigBuilder(network.config())
                .withWebsocketPingInterval(1_000L)
                .withRequestTimeout(2_000)
                .build();
        fixture = OperatorFixture.on(config, folder.resolve("engine"))
                .withConnection(() -> connection)
                .start();
        fixture.awaitRunning().createProject();
        fixture.createWaitingPipeline("web");
        run = fixture.awaitPhase(fixture.createRun("web-1", "web"), "Running");
    }

    @AfterEach
    void close() {
        fixture.close();
        network.close();
    }

    @Test
    void theOperatorReconnectsAfterAReset() {
        network.cut();
        Pipeline pipeline = fixture.createPipelineWithoutWait(
                "meanwhile", "pipeline { agent any; stages { stage('A') { steps { echo 'a' } } } }");
        network.cut();
        fixture.release();

        fixture.awaitSuccess(run);
        fixture.awaitReady(pipeline);
        fixture.assertPipelineWorks("after");
    }

    @Test
    void aSilentNetworkIsNoticed() {
        network.stall();
        PipelineRun meanwhile = fixture.createRun("web-2", "web");
        fixture.release();
        assertThat(fixture.awaitProblem("cannot reach https://127.0.0.1:")).hasSize(1);
        network.resume();

        fixture.await(meanwhile, found -> "Succeeded".equals(found.getStatus().phase()));
        fixture.await(run, found -> "Succeeded".equals(found.getStatus().phase()));
        assertThat(fixture.countBuilds("web")).isEqualTo(2);
        fixture.awaitRunning();
    }

    @Test
    void theOperatorWaitsWhileTheApiServerRefusesConnections() {
        network.refuse();
        network.cut();
        fixture.release();
        PipelineRun meanwhile = fixture.createRun("web-2", "web");
        fixture.await(
                () -> fixture.coreSession().state() == State.RETRYING
                        || fixture.coreSession().state() == State.CONNECTING,
                "the session has ended");
        assertThat(fixture.awaitProblem("cannot reach"))
                .singleElement()
                .asString()
                .endsWith("Connection refused");
        network.allow();

        fixture.await(meanwhile, found -> "Succeeded".equals(found.getStatus().phase()));
        fixture.await(run, found -> "Succeeded".equals(found.getStatus().phase()));
        assertThat(fixture.countBuilds("web")).isEqualTo(2);
    }

    @Test
    void closingDoesNotWaitForTheNetwork() {
        network.stall();
        fixture.operator.reconnect();
        Await.pause(300);

        Instant start = Instant.now();
        fixture.operator.close();

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(8));
        assertThat(fixture.coreSession().state()).isEqualTo(State.STOPPED);
        network.resume();
    }
}
