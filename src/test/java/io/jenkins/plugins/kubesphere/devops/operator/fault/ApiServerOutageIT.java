package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.ControlPlane;
import io.jenkins.plugins.kubesphere.devops.controlplane.CrdInstaller;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests an operator whose API server is unavailable, or is restarted. Uses its own control plane. */
class ApiServerOutageIT {
    @TempDir
    static Path cluster;

    private static ControlPlane controlPlane;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        controlPlane = ControlPlane.inFolder(cluster).start();
    }

    @BeforeEach
    void restoreControlPlane() {
        if (!controlPlane.isRunning()) {
            controlPlane.start();
        }
        try (KubernetesClient admin = controlPlane.createClient()) {
            CrdInstaller.installOurs(admin);
        }
    }

    @AfterAll
    static void stop() {
        controlPlane.close();
    }

    @Test
    void theOperatorWaitsForTheApiServer() {
        controlPlane.stop();
        try (OperatorFixture fixture = startOperator()) {
            assertThat(fixture.awaitProblem("cannot reach"))
                    .containsExactly("cannot reach https://127.0.0.1:" + controlPlane.port() + "/: Connection refused");
            assertThat(fixture.coreSession().state()).isIn(State.RETRYING, State.CONNECTING);

            controlPlane.start();

            fixture.awaitRunning().createProject();
            fixture.assertPipelineWorks("web");
        }
    }

    @Test
    void theOperatorWaitsForAReadableConnection() {
        boolean[] readable = {false};
        Config config = controlPlane.createConfig();
        try (OperatorFixture fixture = OperatorFixture.on(config, folder.resolve("engine"))
                .withSystemNamespace("default")
                .withConnection(() -> {
                    if (!readable[0]) {
                        throw new IllegalStateException("no kubeconfig at /etc/kubeconfig");
                    }
                    return config;
                })
                .start()) {
            assertThat(fixture.awaitProblem("no kubeconfig")).containsExactly("no kubeconfig at /etc/kubeconfig");

            readable[0] = true;

            fixture.awaitRunning();
        }
    }

    @Test
    void aRunSurvivesARestartOfTheApiServer() {
        try (OperatorFixture fixture = startOperator()) {
            fixture.awaitRunning().createProject();
            fixture.createWaitingPipeline("web");
            PipelineRun run = fixture.awaitPhase(fixture.createRun("web-1", "web"), "Running");

            controlPlane.kill();
            fixture.release();
            fixture.awaitProblem("cannot reach");
            controlPlane.start();

            fixture.awaitSuccess(run);
            fixture.assertPipelineWorks("api");
            fixture.awaitRunning();
        }
    }

    private OperatorFixture startOperator() {
        Config config = controlPlane.createConfig();
        return OperatorFixture.on(config, folder.resolve("engine"))
                .withSystemNamespace("default")
                .withConnection(() ->
                        new ConfigBuilder(config).withRequestTimeout(2_000).build())
                .start();
    }
}
