package io.jenkins.plugins.kubesphere.devops.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.EmbeddedTarget;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.api.gitops.Application;
import io.jenkins.plugins.kubesphere.devops.api.repository.GitRepository;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterStepTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.Template;
import io.jenkins.plugins.kubesphere.devops.controlplane.ControlPlane;
import io.jenkins.plugins.kubesphere.devops.controlplane.CrdInstaller;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that an object of a kind without a controller gets a condition that reports this. Some of these kinds have a
 * status subresource; some are namespaced, and others are cluster-scoped.
 */
@WithCluster
class UnsupportedKindsIT {
    @TempDir
    Path state;

    @Test
    void kindsReportTheMissingController(Config config) {
        try (AcceptanceTestProject scenario = AcceptanceTestProject.start(new EmbeddedTarget(config, state))) {
            assertReported(
                    scenario,
                    withName(scenario, new Template()),
                    withName(scenario, new GitRepository()),
                    withName(scenario, new Application()));
        }
    }

    /** Uses its own cluster, because an operator for all namespaces would also act on the objects of other tests. */
    @Test
    void clusterScopedKindsReportTheMissingController() {
        try (ControlPlane cluster =
                        ControlPlane.inFolder(state.resolve("control-plane")).start();
                KubernetesClient client = cluster.createClient()) {
            CrdInstaller.installOurs(client);
            try (AcceptanceTestProject scenario = AcceptanceTestProject.startForAllNamespaces(
                    new EmbeddedTarget(cluster.createConfig(), state.resolve("engine")))) {
                assertReported(
                        scenario,
                        withName(scenario, new ClusterTemplate()),
                        withName(scenario, new ClusterStepTemplate()));
            }
        }
    }

    @SafeVarargs
    private static void assertReported(
            AcceptanceTestProject scenario, CustomResource<?, ? extends HasConditions>... objects) {
        for (CustomResource<?, ? extends HasConditions> object : objects) {
            CustomResource<?, ? extends HasConditions> created =
                    scenario.client.resource(object).create();
            assertThat(scenario.awaitReason(created, "NotSupported", "NotSupported"))
                    .isEqualTo("this plugin does not process objects of kind " + object.getKind()
                            + " yet; this object has no effect in Jenkins");
            assertThat(scenario.awaitReason(created, "Ready", "NotSupported")).contains(object.getKind());
            scenario.client.resource(created).delete();
        }
    }

    private static <T extends CustomResource<?, ? extends HasConditions>> T withName(
            AcceptanceTestProject scenario, T object) {
        object.getMetadata().setName(scenario.namespace + "-unsupported");
        if (object instanceof Namespaced) {
            object.getMetadata().setNamespace(scenario.namespace);
        }
        return object;
    }
}
