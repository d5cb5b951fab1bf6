package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.ControlPlane;
import io.jenkins.plugins.kubesphere.devops.controlplane.CrdInstaller;
import io.jenkins.plugins.kubesphere.devops.controlplane.FaultProxy;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.operator.ClusterRequirements;
import io.jenkins.plugins.kubesphere.devops.operator.support.TestServiceAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a running operator uses changed settings of its connection: a new token, or another cluster. */
@WithCluster
class ConnectionChangeIT {
    @TempDir
    Path folder;

    @Test
    void aRotatedTokenIsReadAgain(Config server, KubernetesClient admin, TestNamespace namespace) {
        Path kubeconfig = folder.resolve("kubeconfig");
        try (TestServiceAccount account = TestServiceAccount.create(admin, namespace.name())) {
            account.setRights(ClusterRequirements.withCredentials(namespace.name()).stream()
                    .flatMap(preflight -> preflight.permissions().stream())
                    .toList());
            Secret first = account.secret("first");
            String token = account.token(first);
            write(kubeconfig, server, token);
            try (OperatorFixture fixture = OperatorFixture.on(server, folder.resolve("engine"))
                    .withConnection(() -> Config.fromKubeconfig(kubeconfig.toFile()))
                    .withSystemNamespace(namespace.name())
                    .start()) {
                fixture.awaitRunning().createProject();
                fixture.createPipeline("web");

                admin.resource(first).delete();
                fixture.await(() -> isRefused(server, token), "the old token is refused");
                PipelineRun run = fixture.createRun("web-1", "web");
                assertThat(fixture.awaitProblem("https://"))
                        .singleElement()
                        .asString()
                        .endsWith(" refuses the credentials of the plugin (401); renew the token or certificate");
                write(kubeconfig, server, account.token(account.secret("second")));

                fixture.awaitSuccess(run);
                fixture.awaitRunning();
            }
        }
    }

    @Test
    void anotherClusterReplacesTheFirst(Config server) {
        try (ControlPlane otherCluster =
                        ControlPlane.inFolder(folder.resolve("elsewhere")).start();
                FaultProxy firstCluster = FaultProxy.start(server)) {
            try (KubernetesClient admin = otherCluster.createClient()) {
                CrdInstaller.installOurs(admin);
            }
            AtomicReference<Config> connection = new AtomicReference<>(firstCluster.config());
            try (OperatorFixture fixture = OperatorFixture.on(otherCluster.createConfig(), folder.resolve("engine"))
                    .withConnection(connection::get)
                    .withSystemNamespace("default")
                    .start()) {
                fixture.awaitRunning();
                int connectionsAtFirst = firstCluster.connectionCount();
                assertThat(connectionsAtFirst).isPositive();

                connection.set(otherCluster.createConfig());
                fixture.operator.reconnect();

                fixture.createProject();
                fixture.assertPipelineWorks("web");
                fixture.await(() -> firstCluster.connectionCount() == 0, "no connection to the first cluster is left");
                try (KubernetesClient old =
                        new KubernetesClientBuilder().withConfig(server).build()) {
                    DevOpsProject project = new DevOpsProject();
                    project.getMetadata().setName(fixture.namespace + "-old");
                    project = old.resource(project).create();
                    Await.pause(1_000);
                    assertThat(old.resource(project).get().getMetadata().getFinalizers())
                            .isEmpty();
                    old.resource(project).delete();
                }
            }
        }
    }

    private static boolean isRefused(Config server, String token) {
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(TestServiceAccount.config(server, token))
                .build()) {
            client.resources(DevOpsProject.class).list();
            return false;
        } catch (KubernetesClientException e) {
            assertThat(e.getCode()).as(e.getMessage()).isEqualTo(401);
            return true;
        }
    }

    /** Writes a kubeconfig. Replaces the whole file at once, as Kubernetes does for a mounted file. */
    private static void write(Path kubeconfig, Config server, String token) {
        Map<String, Object> cluster = server.getCaCertData() != null
                ? Map.of("server", server.getMasterUrl(), "certificate-authority-data", server.getCaCertData())
                : Map.of("server", server.getMasterUrl(), "certificate-authority", server.getCaCertFile());
        Map<String, Object> content = Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Config",
                "current-context",
                "c",
                "clusters",
                List.of(Map.of("name", "c", "cluster", cluster)),
                "users",
                List.of(Map.of("name", "c", "user", Map.of("token", token))),
                "contexts",
                List.of(Map.of("name", "c", "context", Map.of("cluster", "c", "user", "c"))));
        try {
            Path next = kubeconfig.resolveSibling("next");
            Files.writeString(next, Serialization.asYaml(content));
            Files.move(next, kubeconfig, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
