package io.jenkins.plugins.kubesphere.devops.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.EmbeddedTarget;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterStepTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.StepTemplateSpec;
import io.jenkins.plugins.kubesphere.devops.api.template.Template;
import io.jenkins.plugins.kubesphere.devops.api.template.TemplateSpec;
import io.jenkins.plugins.kubesphere.devops.controlplane.ControlPlane;
import io.jenkins.plugins.kubesphere.devops.controlplane.CrdInstaller;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that templates say whether they can be rendered. An operator for all namespaces acts on all of the cluster. */
class TemplateConditionsIT {
    private static final String OLD_STATUS = """
            {"status": {"conditions": [
              {"type": "NotSupported", "status": "True", "reason": "NotSupported", "message": "not yet"},
              {"type": "Ready", "status": "False", "reason": "NotSupported", "message": "not yet"}]}}
            """;

    @TempDir
    Path state;

    @Test
    void templatesSayWhetherTheyCanBeRendered() {
        try (ControlPlane cluster =
                        ControlPlane.inFolder(state.resolve("control-plane")).start();
                KubernetesClient client = cluster.createClient()) {
            CrdInstaller.installOurs(client);
            List<CustomResource<?, ? extends HasConditions>> old = create(client, "old", "echo 1");
            old.forEach(object -> client.resource(object)
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), OLD_STATUS));
            try (AcceptanceTestProject scenario = AcceptanceTestProject.startForAllNamespaces(
                    new EmbeddedTarget(cluster.createConfig(), state.resolve("engine")))) {
                old.forEach(object -> assertReady(scenario, object));
                create(client, "new", "echo 1").forEach(object -> assertReady(scenario, object));
                create(client, "wrong", "$(pwd){{pwd}}")
                        .forEach(object -> assertThat(scenario.awaitReason(object, "Ready", "InvalidTemplate"))
                                .startsWith("line 1 of the template: the function \"pwd\" is not supported"));
            }
        }
    }

    private static List<CustomResource<?, ? extends HasConditions>> create(
            KubernetesClient client, String name, String text) {
        Template template = new Template();
        template.setSpec(new TemplateSpec(text, null));
        template.getMetadata().setNamespace("default");
        ClusterTemplate ofCluster = new ClusterTemplate();
        ofCluster.setSpec(template.getSpec());
        ClusterStepTemplate step = new ClusterStepTemplate();
        step.setSpec(new StepTemplateSpec(null, null, null, text, null, null));
        List<CustomResource<?, ? extends HasConditions>> created = new ArrayList<>();
        for (CustomResource<?, ? extends HasConditions> object :
                List.<CustomResource<?, ? extends HasConditions>>of(template, ofCluster, step)) {
            object.getMetadata().setName(name);
            created.add(client.resource(object).create());
        }
        return created;
    }

    private static void assertReady(AcceptanceTestProject scenario, CustomResource<?, ? extends HasConditions> object) {
        assertThat(scenario.awaitReason(object, "Ready", "Valid")).isEqualTo("the template can be rendered");
        assertThat(scenario.client.resource(object).get().getStatus().conditions())
                .as("the condition of older versions is gone")
                .hasSize(1);
    }
}
