package io.jenkins.plugins.kubesphere.devops.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the life cycle of the process: which data it keeps after a stop or a crash, and its messages when it cannot
 * start.
 */
class ControlPlaneIT {
    @TempDir
    Path directory;

    @Test
    void aClientFindsTheSameClusterAfterARestart() {
        try (ControlPlane plane = ControlPlane.inFolder(directory).start();
                KubernetesClient client = plane.createClient()) {
            String kubeconfig = plane.kubeconfig();
            create(client, "kept");
            plane.restart();
            assertThat(plane.kubeconfig()).isEqualTo(kubeconfig);
            assertThat(read(client, "kept").getData()).containsEntry("key", "value");
        }
    }

    @Test
    void acknowledgedWritesSurviveAKill() {
        try (ControlPlane plane = ControlPlane.inFolder(directory).start();
                KubernetesClient client = plane.createClient()) {
            create(client, "acknowledged");
            plane.kill();
            assertThat(plane.isRunning()).isFalse();
            plane.start();
            assertThat(read(client, "acknowledged")).isNotNull();
        }
    }

    @Test
    void aPortAndAFolderInUseAreReported(@TempDir Path other) {
        try (ControlPlane plane = ControlPlane.inFolder(directory).start();
                ControlPlane samePort = ControlPlane.inFolder(other, plane.port());
                ControlPlane sameFolder = ControlPlane.inFolder(directory)) {
            assertThatThrownBy(samePort::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot listen on port " + plane.port() + ": address already in use");
            assertThatThrownBy(sameFolder::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(directory + " is in use by process");
            assertThatThrownBy(plane::start).hasMessageContaining("is running already");
        }
    }

    @Test
    void withoutTheTokenNothingIsAllowed() {
        try (ControlPlane plane = ControlPlane.inFolder(directory).start()) {
            Config stranger = plane.createConfig();
            stranger.setOauthToken("guessed");
            stranger.setAutoOAuthToken("guessed");
            try (KubernetesClient client =
                    new KubernetesClientBuilder().withConfig(stranger).build()) {
                assertThatThrownBy(() -> client.namespaces().list()).hasMessageContaining("Unauthorized");
            }
        }
    }

    private static void create(KubernetesClient client, String name) {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace("default")
                        .endMetadata()
                        .withData(Map.of("key", "value"))
                        .build())
                .create();
    }

    private static ConfigMap read(KubernetesClient client, String name) {
        return client.configMaps().inNamespace("default").withName(name).get();
    }
}
