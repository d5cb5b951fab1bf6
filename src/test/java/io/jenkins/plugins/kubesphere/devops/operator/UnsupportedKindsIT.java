package io.jenkins.plugins.kubesphere.devops.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.CustomResource;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.EmbeddedTarget;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.api.gitops.Application;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that an object of a kind without a controller gets a condition that reports this.
 */
@WithCluster
class UnsupportedKindsIT {
    @TempDir
    Path state;

    @Test
    void kindsReportTheMissingController(Config config) {
        try (AcceptanceTestProject scenario = AcceptanceTestProject.start(new EmbeddedTarget(config, state))) {
            assertReported(scenario, withName(scenario, new Application()));
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
