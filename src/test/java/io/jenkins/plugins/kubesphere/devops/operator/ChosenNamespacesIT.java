package io.jenkins.plugins.kubesphere.devops.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.EmbeddedTarget;
import io.jenkins.plugins.kubesphere.devops.api.template.Template;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator that serves some namespaces writes nothing in others. */
@WithCluster
class ChosenNamespacesIT {
    private static final String OTHERS = """
            kind: DevOpsProject
            metadata: {name: %1$s}
            ---
            kind: Pipeline
            metadata: {name: web, namespace: %1$s}
            spec: {type: pipeline, pipeline: {name: web, jenkinsfile: "pipeline { agent any }"}}
            ---
            kind: PipelineRun
            metadata: {name: web-1, namespace: %1$s}
            spec: {pipelineRef: {name: web}}
            ---
            kind: Template
            metadata: {name: web, namespace: %1$s}
            ---
            kind: ClusterTemplate
            metadata: {name: %1$s}
            """;

    @TempDir
    Path state;

    @Test
    void objectsInOtherNamespacesAreNotChanged(Config config, TestNamespace otherNamespace) {
        try (AcceptanceTestProject scenario = AcceptanceTestProject.start(new EmbeddedTarget(config, state))) {
            List<GenericKubernetesResource> others = Stream.of(
                            OTHERS.formatted(otherNamespace.name()).split("---\n", -1))
                    .map(yaml -> Serialization.unmarshal(
                            "apiVersion: devops.kubesphere.io/v1alpha3\n" + yaml, GenericKubernetesResource.class))
                    .map(object -> scenario.client.resource(object).create())
                    .toList();
            // The namespace of the other project changes, too: it now has the label of that project.
            scenario.client.namespaces().withName(otherNamespace.name()).edit(namespace -> {
                namespace.getMetadata().getLabels().put("kubesphere.io/devopsproject", otherNamespace.name());
                return namespace;
            });

            // When the operator has handled this template and this pipeline, it has handled all earlier events.
            Template template = new Template();
            template.getMetadata().setName("web");
            template.getMetadata().setNamespace(scenario.namespace);
            scenario.awaitReason(scenario.client.resource(template).create(), "Ready", "InvalidTemplate");
            scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);

            assertThat(others.stream()
                            .map(object -> scenario.client.resource(object).get()))
                    .extracting(ChosenNamespacesIT::version)
                    .isEqualTo(others.stream().map(ChosenNamespacesIT::version).toList());
            scenario.client.resource(others.get(0)).delete();
            scenario.client.resource(others.get(4)).delete();
        }
    }

    private static String version(GenericKubernetesResource object) {
        return object.getKind() + " " + object.getMetadata().getResourceVersion();
    }
}
